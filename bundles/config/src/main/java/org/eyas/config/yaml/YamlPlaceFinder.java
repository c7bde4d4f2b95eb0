package org.eyas.config.yaml;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.eyas.config.yaml.YamlPlace.Alias;
import org.eyas.config.yaml.YamlPlace.Entry;
import org.eyas.config.yaml.YamlPlace.Mapping;
import org.eyas.config.yaml.YamlPlace.Scalar;
import org.eyas.config.yaml.YamlPlace.Sequence;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.CollectionStartEvent;
import org.yaml.snakeyaml.events.DocumentStartEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.MappingStartEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.events.SequenceStartEvent;

/** Finds the places of the first document of a text that is known to be YAML. */
final class YamlPlaceFinder {
  private final String text;
  private final Iterator<Event> events;

  private YamlPlaceFinder(String text) {
    this.text = text;
    events = new Yaml(new LoaderOptions()).parse(new StringReader(text)).iterator();
  }

  /** The root; empty if the text contains only comments. */
  static Optional<YamlPlace> of(String text) {
    return new YamlPlaceFinder(text).root();
  }

  private Optional<YamlPlace> root() {
    while (events.hasNext()) {
      if (events.next() instanceof DocumentStartEvent) {
        return Optional.of(node(events.next()));
      }
    }
    return Optional.empty();
  }

  private YamlPlace node(Event event) {
    return switch (event) {
      case ScalarEvent scalar -> new Scalar(scalar.getValue(), start(scalar), end(scalar));
      case AliasEvent alias -> new Alias(start(alias), end(alias));
      case MappingStartEvent mapping -> mapping(mapping);
      case SequenceStartEvent sequence -> sequence(sequence);
      default -> throw new IllegalStateException("no node begins with " + event);
    };
  }

  private Mapping mapping(MappingStartEvent first) {
    List<Entry> entries = new ArrayList<>();
    Event event = events.next();
    for (; !event.is(Event.ID.MappingEnd); event = events.next()) {
      YamlPlace key = node(event);
      entries.add(new Entry(key, node(events.next())));
    }
    int last = entries.isEmpty() ? end(first) : entries.getLast().value().end();
    return new Mapping(first.isFlow(), start(first), first.isFlow() ? end(event) : last, entries);
  }

  private Sequence sequence(CollectionStartEvent first) {
    List<YamlPlace> elements = new ArrayList<>();
    Event event = events.next();
    for (; !event.is(Event.ID.SequenceEnd); event = events.next()) {
      elements.add(node(event));
    }
    int last = elements.isEmpty() ? end(first) : elements.getLast().end();
    return new Sequence(first.isFlow(), start(first), first.isFlow() ? end(event) : last, elements);
  }

  private int start(Event event) {
    return offset(event.getStartMark());
  }

  private int end(Event event) {
    return offset(event.getEndMark());
  }

  // Marks count code points.
  private int offset(Mark mark) {
    return text.offsetByCodePoints(0, mark.getIndex());
  }
}

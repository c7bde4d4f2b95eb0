package org.eyas.engine.rules.document;

import java.io.Reader;
import java.util.List;
import java.util.function.Consumer;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.composer.Composer;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.SequenceStartEvent;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.StreamReader;
import org.yaml.snakeyaml.resolver.Resolver;

/**
 * Composes the YAML documents of a text, and passes on each item as soon as it is composed: the nodes of a large file
 * take ten times the memory of its text.
 */
public final class ItemComposer extends Composer {
  private final Consumer<Node> items;
  private boolean atRoot;

  /** @param items receives each element of a document that is a sequence */
  public ItemComposer(Reader text, LoaderOptions options, Consumer<Node> items) {
    super(new ParserImpl(new StreamReader(text), options), new Resolver(), options);
    this.items = items;
  }

  /** The root of the next document, after its items; a sequence whose items were passed on may be returned without them. */
  public Node nextDocument() {
    atRoot = true;
    return getNode();
  }

  @Override
  protected Node composeMappingNode(String anchor) {
    atRoot = false;
    return super.composeMappingNode(anchor);
  }

  @Override
  protected Node composeSequenceNode(String anchor) {
    boolean root = atRoot;
    atRoot = false;
    if (!root) {
      return super.composeSequenceNode(anchor);
    }
    boolean plain = anchor == null && ((SequenceStartEvent) parser.peekEvent()).getTag() == null;
    return plain ? rootSequence() : wholeSequence(anchor);
  }

  private Node rootSequence() {
    SequenceStartEvent start = (SequenceStartEvent) parser.getEvent();
    // A substitute for the sequence: values of a mapping are composed in the same way as elements of a sequence.
    MappingNode around = new MappingNode(Tag.MAP, List.of(), start.getFlowStyle());
    while (!parser.checkEvent(Event.ID.SequenceEnd)) {
      items.accept(composeValueNode(around));
    }
    Event end = parser.getEvent();
    return new SequenceNode(Tag.SEQ, true, List.of(), start.getStartMark(), end.getEndMark(), start.getFlowStyle());
  }

  /** An alias may refer to the whole sequence, or its tag may say that it is not a sequence. */
  private Node wholeSequence(String anchor) {
    Node whole = super.composeSequenceNode(anchor);
    if (whole instanceof SequenceNode sequence && !YamlMapping.isNull(whole)) {
      sequence.getValue().forEach(items);
    }
    return whole;
  }
}

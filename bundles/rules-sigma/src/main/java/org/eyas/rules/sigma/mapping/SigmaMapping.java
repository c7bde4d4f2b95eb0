package org.eyas.rules.sigma.mapping;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eyas.rules.sigma.rule.LogSource;

/**
 * The counterparts of the log sources and fields of Sigma in Eyas. Immutable.
 *
 * @param placeholders the values of {@code %name%} in values with the modifier {@code expand}
 */
public record SigmaMapping(List<MappedSource> sources, Map<String, List<String>> placeholders) {
  public SigmaMapping {
    sources = List.copyOf(sources);
    placeholders = Map.copyOf(placeholders);
  }

  public Optional<MappedSource> source(LogSource rule) {
    return sources.stream().filter(source -> source.isMeantBy(rule)).findFirst();
  }

  /** This mapping with another one on top of it. */
  public SigmaMapping with(SigmaMapping other) {
    Map<LogSource, MappedSource> all = new LinkedHashMap<>();
    sources.forEach(source -> all.put(source.source(), source));
    other.sources.forEach(source -> all.merge(source.source(), source, MappedSource::with));
    Map<String, List<String>> values = new LinkedHashMap<>(placeholders);
    values.putAll(other.placeholders);
    return new SigmaMapping(new ArrayList<>(all.values()), values);
  }
}

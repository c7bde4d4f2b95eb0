package org.eyas.core;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.eyas.api.alert.OutputChannel;
import org.eyas.api.alert.RenderedAlert;

/** An output that stores every alert. */
public final class Alerts implements OutputChannel {
  private final List<String> texts = new ArrayList<>();
  private final Set<String> rules = new LinkedHashSet<>();

  @Override
  public synchronized void send(RenderedAlert alert, boolean endOfBatch) {
    texts.add(alert.alert().message().replaceAll(" container_id=.*", ""));
    rules.add(alert.alert().rule());
  }

  public synchronized List<String> texts() {
    return List.copyOf(texts);
  }

  public synchronized Set<String> rules() {
    return Set.copyOf(rules);
  }
}

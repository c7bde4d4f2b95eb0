package org.eyas.web;

import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.eyas.api.alert.ChannelState;

/**
 * Whether the engine is well: {@code {"status": "ok"}}, or which outputs do not work. The status is 200 in both cases: who
 * asks is mostly Kubernetes, and to start the engine anew would not bring a receiver back.
 */
final class HealthPage implements Page {
  private static final Reply HEALTHY = Reply.json(200, "{\"status\": \"ok\"}");

  private final Supplier<List<ChannelState>> channels;

  /** @param channels the outputs there are; empty while nobody tells */
  HealthPage(Supplier<List<ChannelState>> channels) {
    this.channels = channels;
  }

  @Override
  public Reply reply(String accept) {
    List<ChannelState> down = channels.get().stream().filter(channel -> !channel.up()).toList();
    if (down.isEmpty()) {
      return HEALTHY;
    }
    String outputs = down.stream().map(HealthPage::pair).collect(Collectors.joining(", "));
    return Reply.json(200, "{\"status\": \"degraded\", \"outputs\": {" + outputs + "}}");
  }

  private static String pair(ChannelState channel) {
    return quoted(channel.name()) + ": " + quoted(channel.lastError());
  }

  // An error may hold what a receiver answered.
  private static String quoted(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        quoted.append('\\').append(c);
      } else if (c < ' ') {
        quoted.append(String.format("\\u%04x", (int) c));
      } else {
        quoted.append(c);
      }
    }
    return quoted.append('"').toString();
  }
}

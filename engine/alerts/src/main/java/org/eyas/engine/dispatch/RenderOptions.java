package org.eyas.engine.dispatch;

/**
 * The options for the rendering of alerts.
 *
 * @param json whether channels get JSON or text
 * @param output whether JSON contains the whole text line
 * @param message whether JSON contains the message without time and priority
 * @param fields whether JSON contains the output fields
 * @param tags whether JSON contains the tags
 * @param ids whether alerts have their id as a field
 * @param iso8601 whether text lines start with date and time instead of the local time of day
 * @param hostname the host's name in JSON
 * @param consoleUrl the address of the console, for the link in each alert; empty for no link
 */
public record RenderOptions(
    boolean json, boolean output, boolean message, boolean fields, boolean tags, boolean ids, boolean iso8601, String hostname,
    String consoleUrl) {
  /** Options without a link. */
  public RenderOptions(boolean json, boolean output, boolean message, boolean fields, boolean tags, boolean ids, boolean iso8601,
      String hostname) {
    this(json, output, message, fields, tags, ids, iso8601, hostname, "");
  }
}

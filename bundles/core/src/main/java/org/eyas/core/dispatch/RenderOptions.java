package org.eyas.core.dispatch;

/**
 * How alerts look.
 *
 * @param json whether channels get JSON or text
 * @param output whether JSON has the whole text line
 * @param message whether JSON has the message without time and priority
 * @param fields whether JSON has the output fields
 * @param tags whether JSON has the tags
 * @param iso8601 whether text lines start with date and time instead of the local time of day
 * @param hostname what JSON names as the host
 */
public record RenderOptions(
    boolean json, boolean output, boolean message, boolean fields, boolean tags, boolean iso8601, String hostname) {}

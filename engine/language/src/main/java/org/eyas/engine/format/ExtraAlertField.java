package org.eyas.engine.format;

/**
 * A field that an alert has in addition to the fields of its output.
 *
 * @param text the template as it was written
 * @param raw whether the value is the value of the single field of the template; otherwise it is the text of the
 *     template
 */
public record ExtraAlertField(String key, String text, OutputTemplate template, boolean raw) {}

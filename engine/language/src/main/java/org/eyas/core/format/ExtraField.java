package org.eyas.core.format;

/**
 * A field that an alert carries beside those of its output.
 *
 * @param text the template as written
 * @param raw whether the template is one field whose own value is taken; else its text is
 */
public record ExtraField(String key, String text, OutputTemplate template, boolean raw) {}

package org.eyas.core.format;

/**
 * A field that an alert carries beside those of its output.
 *
 * @param raw whether the template is one field whose own value is taken; else its text is
 */
public record ExtraField(String key, OutputTemplate template, boolean raw) {}

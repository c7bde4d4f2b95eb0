package org.eyas.api.alert;

/**
 * An alert with its two renderings, made once for all channels. No line ends with a newline.
 *
 * @param text {@code TIME: PRIORITY MESSAGE}
 * @param json one object on one line
 * @param preferred the rendering the configuration asks for: {@code json} with json_output, {@code text} otherwise
 */
public record RenderedAlert(Alert alert, String text, String json, String preferred) {}

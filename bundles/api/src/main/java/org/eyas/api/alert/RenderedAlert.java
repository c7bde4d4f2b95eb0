package org.eyas.api.alert;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * An alert with its two renderings, each made once for all channels; the JSON object not before somebody asks for it. No
 * line ends with a newline. May be used from any thread.
 */
public final class RenderedAlert {
  private final Alert alert;
  private final String text;
  private final Supplier<String> renderer;
  private final boolean prefersJson;
  private volatile @Nullable String json;

  /**
   * An alert whose JSON is not rendered yet.
   *
   * @param text {@code TIME: PRIORITY MESSAGE}
   * @param renderer gives one object on one line; the same one whenever it is called
   * @param prefersJson whether the configuration asks for JSON (json_output)
   */
  public RenderedAlert(Alert alert, String text, Supplier<String> renderer, boolean prefersJson) {
    this.alert = alert;
    this.text = text;
    this.renderer = renderer;
    this.prefersJson = prefersJson;
  }

  /** An alert whose renderings are known; {@code preferred} is one of them. */
  public RenderedAlert(Alert alert, String text, String json, String preferred) {
    this(alert, text, () -> json, preferred.equals(json));
    this.json = json;
  }

  public Alert alert() {
    return alert;
  }

  /** {@code TIME: PRIORITY MESSAGE}. */
  public String text() {
    return text;
  }

  /** One object on one line. */
  public String json() {
    String known = json;
    if (known == null) {
      known = renderer.get();
      json = known;
    }
    return known;
  }

  /** The rendering the configuration asks for: {@link #json} with json_output, {@link #text} otherwise. */
  public String preferred() {
    return prefersJson ? json() : text;
  }

  /** Whether the preferred rendering is JSON. */
  public boolean prefersJson() {
    return prefersJson;
  }
}

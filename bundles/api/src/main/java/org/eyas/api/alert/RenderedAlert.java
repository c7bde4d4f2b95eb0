package org.eyas.api.alert;

import org.jspecify.annotations.Nullable;

/**
 * An alert with its two renderings, each made once for all channels and not before somebody asks for it. No line ends with a
 * newline. May be used from any thread.
 */
public final class RenderedAlert {
  /** Makes the renderings of one alert; the same ones whenever it is asked. */
  public interface Renderer {
    /** {@code TIME: PRIORITY MESSAGE}. */
    String text();

    /** One object on one line. */
    String json();
  }

  private record Known(String text, String json) implements Renderer {}

  private final Alert alert;
  private final Renderer renderer;
  private final boolean prefersJson;
  private volatile @Nullable String text;
  private volatile @Nullable String json;

  /**
   * An alert that is not rendered yet.
   *
   * @param prefersJson whether the configuration asks for JSON (json_output)
   */
  public RenderedAlert(Alert alert, Renderer renderer, boolean prefersJson) {
    this.alert = alert;
    this.renderer = renderer;
    this.prefersJson = prefersJson;
  }

  /** An alert whose renderings are known; {@code preferred} is one of them. */
  public RenderedAlert(Alert alert, String text, String json, String preferred) {
    this(alert, new Known(text, json), preferred.equals(json));
  }

  public Alert alert() {
    return alert;
  }

  /** {@code TIME: PRIORITY MESSAGE}. */
  public String text() {
    String known = text;
    if (known == null) {
      known = renderer.text();
      text = known;
    }
    return known;
  }

  /** One object on one line. */
  public String json() {
    String known = json;
    if (known == null) {
      known = renderer.json();
      json = known;
    }
    return known;
  }

  /** The rendering the configuration asks for: {@link #json} with json_output, {@link #text} otherwise. */
  public String preferred() {
    return prefersJson ? json() : text();
  }

  /** Whether the preferred rendering is JSON. */
  public boolean prefersJson() {
    return prefersJson;
  }
}

package org.eyas.api.alert;

import org.eyas.api.data.VisibleText;
import org.jspecify.annotations.Nullable;

/**
 * An alert with its renderings as text and as JSON. Each rendering is made at the first request and shared by all channels. No
 * rendering ends with a newline. Any thread may use it.
 */
public final class RenderedAlert {
  /** Makes the renderings of one alert. Several threads may call it; each call returns an equal text. */
  public interface Renderer {
    /** {@code TIME: PRIORITY MESSAGE}, for people: hidden characters are escaped, see {@link VisibleText#withControls}. */
    String text();

    /** One object on one line; hidden characters are escaped so that strings keep their values. */
    String json();
  }

  private record Known(String text, String json) implements Renderer {}

  private final Alert alert;
  private final Renderer renderer;
  private final boolean prefersJson;
  private volatile @Nullable String text;
  private volatile @Nullable String json;

  /**
   * Wraps an alert that is not rendered yet.
   *
   * @param prefersJson whether the configuration asks for JSON ({@code json_output})
   */
  public RenderedAlert(Alert alert, Renderer renderer, boolean prefersJson) {
    this.alert = alert;
    this.renderer = renderer;
    this.prefersJson = prefersJson;
  }

  /**
   * Wraps an alert whose renderings exist already.
   *
   * @param preferred the text or the JSON, whichever the configuration asks for
   */
  public RenderedAlert(Alert alert, String text, String json, String preferred) {
    this(alert, new Known(text, json), preferred.equals(json));
  }

  public Alert alert() {
    return alert;
  }

  /** {@code TIME: PRIORITY MESSAGE}, for people: hidden characters are escaped, see {@link VisibleText#withControls}. */
  public String text() {
    String known = text;
    if (known == null) {
      known = renderer.text();
      text = known;
    }
    return known;
  }

  /** One object on one line; hidden characters are escaped so that strings keep their values. */
  public String json() {
    String known = json;
    if (known == null) {
      known = renderer.json();
      json = known;
    }
    return known;
  }

  /** The rendering that the configuration asks for: {@link #json} with {@code json_output}, else {@link #text}. */
  public String preferred() {
    return prefersJson ? json() : text();
  }

  /** Whether {@link #preferred} returns JSON. */
  public boolean prefersJson() {
    return prefersJson;
  }
}

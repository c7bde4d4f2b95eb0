package org.eyas.console.page;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.eyas.api.data.VisibleText;
import org.eyas.console.access.ConsoleSession;
import org.jspecify.annotations.Nullable;

/** Pages from Mustache templates; every value is escaped for HTML, and invisible characters are made visible. */
public final class PageTemplates {
  private static final String FRAME = "frame";
  private static final Set<String> WITH_TIME =
      Set.of("overview", "alerts", "alertcounts", "tuning", "rules", "completeness", "audit", "incidents");

  /** A text that is only escaped for HTML: a text to edit, or a finished page. */
  public record Raw(String text) {
    @Override
    public String toString() {
      return text;
    }
  }

  /**
   * The frame of a page.
   *
   * @param during the time that the page shows; null if that is the present
   * @param kept the same time as the end of links to other pages
   * @param present whether the page shows the present even if a time is chosen
   * @param picker the choice of the time; null on a page that shows the present and keeps no time
   */
  private record Frame(
      String title, Map<String, Boolean> at, @Nullable Who who, @Nullable TimeRange during, String kept, boolean present,
      @Nullable TimePicker picker, Raw content) {
    /** The frame of a page that does not depend on a time range. */
    static Frame plain(String name, String title, @Nullable Who who) {
      return new Frame(title, Map.of(name, true), who, null, "", false, null, new Raw(""));
    }

    static Frame of(String name, String title, UserRequest visit) {
      Optional<TimeRange> time = TimeRange.of(visit.request());
      String kept = time.map(there -> "?" + there.parameter()).orElse("");
      return new Frame(
          title, Map.of(name, true), Who.of(visit.session()), time.orElse(null), kept,
          !WITH_TIME.contains(name), WITH_TIME.contains(name) || time.isPresent() ? TimePicker.of(visit.request()) : null,
          new Raw(""));
    }

    Frame with(String text) {
      return new Frame(title, at, who, during, kept, present, picker, new Raw(text));
    }
  }

  /** The user who reads the page, with the token for its forms. */
  private record Who(String user, boolean admin, String token) {
    static Who of(ConsoleSession session) {
      return new Who(session.user(), session.isAdmin() && !session.mustChangePassword(), session.token());
    }
  }

  private final ConcurrentHashMap<String, Template> compiled = new ConcurrentHashMap<>();
  private final Mustache.Compiler compiler =
      Mustache.compiler()
          .defaultValue("")
          .emptyStringIsFalse(true)
          .withLoader(PageTemplates::open)
          .withFormatter(value -> value instanceof Raw raw ? raw.text() : VisibleText.lines(String.valueOf(value)));

  /** A page for a user who is logged in. */
  public PageReply page(int status, String name, String title, UserRequest visit, Object model) {
    return PageReply.html(status, framed(name, Frame.of(name, title, visit), model));
  }

  /** The header with the links to all pages; the link of the named one is marked. */
  public String header(String name, ConsoleSession session) {
    return fragment("header", Frame.plain(name, "", Who.of(session)));
  }

  public PageReply page(String name, String title, UserRequest visit, Object model) {
    return page(200, name, title, visit, model);
  }

  /** A page for everybody. */
  public PageReply open(int status, String name, String title, Object model) {
    return PageReply.html(status, framed(name, Frame.plain(name, title, null), model));
  }

  /** A part of a page for a user who is logged in. */
  public PageReply part(String name, UserRequest visit, Object model) {
    return PageReply.html(200, render(name, model, Frame.of(name, "", visit)));
  }

  /** A part of a page. */
  public String fragment(String name, Object model) {
    return render(name, model, Map.of());
  }

  private String framed(String name, Frame frame, Object model) {
    return render(FRAME, frame.with(render(name, model, frame)), Map.of());
  }

  private String render(String name, Object model, Object around) {
    StringWriter text = new StringWriter();
    compiled.computeIfAbsent(name, this::compile).execute(model, around, text);
    return text.toString();
  }

  private Template compile(String name) {
    try (Reader reader = open(name)) {
      return compiler.compile(reader);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Reader open(String name) {
    InputStream in = PageTemplates.class.getResourceAsStream(name + ".html");
    return new InputStreamReader(Objects.requireNonNull(in, name), StandardCharsets.UTF_8);
  }
}

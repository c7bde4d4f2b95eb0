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
import java.util.concurrent.ConcurrentHashMap;
import org.eyas.api.data.VisibleText;
import org.eyas.console.access.Session;
import org.jspecify.annotations.Nullable;

/** Pages from Mustache templates; every value is escaped for HTML, and invisible characters are made visible. */
final class Templates {
  private static final String FRAME = "frame";

  /** A text that is only escaped for HTML: a text to edit, or a finished page. */
  record Raw(String text) {
    @Override
    public String toString() {
      return text;
    }
  }

  /** The frame of a page. */
  private record Frame(String title, Map<String, Boolean> at, @Nullable Who who, Raw content) {}

  /** The user who reads the page, with the token for its forms. */
  private record Who(String user, boolean admin, String token) {}

  private final ConcurrentHashMap<String, Template> compiled = new ConcurrentHashMap<>();
  private final Mustache.Compiler compiler =
      Mustache.compiler()
          .defaultValue("")
          .emptyStringIsFalse(true)
          .withLoader(Templates::open)
          .withFormatter(value -> value instanceof Raw raw ? raw.text() : VisibleText.lines(String.valueOf(value)));

  /** A page for a user who is logged in. */
  Reply page(int status, String name, String title, Session session, Object model) {
    return Reply.html(status, framed(name, title, who(session), model));
  }

  private static Who who(Session session) {
    return new Who(session.user(), session.isAdmin() && !session.mustChangePassword(), session.token());
  }

  /** The header with the links to all pages; the link of the named one is marked. */
  String header(String name, Session session) {
    return fragment("header", new Frame("", Map.of(name, true), who(session), new Raw("")));
  }

  Reply page(String name, String title, Session session, Object model) {
    return page(200, name, title, session, model);
  }

  /** A page for everybody. */
  Reply open(int status, String name, String title, Object model) {
    return Reply.html(status, framed(name, title, null, model));
  }

  /** A part of a page. */
  String fragment(String name, Object model) {
    return render(name, model, Map.of());
  }

  private String framed(String name, String title, @Nullable Who who, Object model) {
    Frame frame = new Frame(title, Map.of(name, true), who, new Raw(""));
    String content = render(name, model, frame);
    return render(FRAME, new Frame(title, frame.at(), who, new Raw(content)), Map.of());
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
    InputStream in = Templates.class.getResourceAsStream(name + ".html");
    return new InputStreamReader(Objects.requireNonNull(in, name), StandardCharsets.UTF_8);
  }
}

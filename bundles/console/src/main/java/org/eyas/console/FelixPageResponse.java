package org.eyas.console;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eyas.console.access.FelixPageAccess;
import org.jspecify.annotations.Nullable;

/**
 * A response of Felix' console to which the header of Eyas' pages is added, so that users find the way back. The page
 * stays in memory until it is complete. Used by the thread of one request.
 */
final class FelixPageResponse extends HttpServletResponseWrapper {
  private static final Pattern BODY = Pattern.compile("<body[^>]*>");

  private final ByteArrayOutputStream page = new ByteArrayOutputStream();
  private @Nullable PrintWriter writer;

  FelixPageResponse(HttpServletResponse response) {
    super(response);
  }

  /** Whether a request is for a page, and not for its data, its scripts or its pictures. */
  static boolean appliesTo(HttpServletRequest request) {
    String path = request.getRequestURI();
    return request.getMethod().equals("GET") && path.startsWith(FelixPageAccess.ROOT)
        && !path.startsWith(FelixPageAccess.ROOT + "/res/")
        && !path.endsWith(".json");
  }

  @Override
  public PrintWriter getWriter() {
    if (writer == null) {
      writer = new PrintWriter(new OutputStreamWriter(page, charset()), false);
    }
    return writer;
  }

  private Charset charset() {
    return getCharacterEncoding() == null ? StandardCharsets.UTF_8 : Charset.forName(getCharacterEncoding());
  }

  @Override
  public ServletOutputStream getOutputStream() {
    return new Kept();
  }

  @Override
  public void flushBuffer() {
    // The page is sent as a whole.
  }

  @Override
  public void setContentLength(int length) {
    // The header makes the page longer.
  }

  @Override
  public void setContentLengthLong(long length) {
    // The header makes the page longer.
  }

  /** Sends the page with the header. A response that is not HTML is sent unchanged. */
  void send(String header) throws IOException {
    if (writer != null) {
      writer.flush();
    }
    boolean html = getContentType() != null && getContentType().startsWith("text/html");
    byte[] sent = html ? withHeader(header, page.toString(charset())).getBytes(charset()) : page.toByteArray();
    if (sent.length > 0) {
      getResponse().setContentLength(sent.length);
      getResponse().getOutputStream().write(sent);
    }
  }

  private static String withHeader(String header, String page) {
    Matcher body = BODY.matcher(page);
    return body.find() ? page.substring(0, body.end()) + header + page.substring(body.end()) : page;
  }

  private final class Kept extends ServletOutputStream {
    @Override
    public void write(int b) {
      page.write(b);
    }

    @Override
    public void write(byte[] bytes, int start, int length) {
      page.write(bytes, start, length);
    }

    @Override
    public boolean isReady() {
      return true;
    }

    @Override
    public void setWriteListener(WriteListener listener) {
      throw new IllegalStateException("pages of Felix are written without a listener");
    }
  }
}

package org.eyas.api.failure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.nio.BufferUnderflowException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ReasonTest {
  private static void says(String words, Throwable failure) {
    assertEquals(words, Reason.of(failure));
  }

  @Test
  void aMessageThatEchoesALongTextIsShortened() {
    String path = "/" + "d".repeat(400);
    assertEquals("cannot read " + path, Reason.shortened("cannot read " + path));
    assertEquals(
        "'" + "9".repeat(99) + "... is not a number", Reason.shortened("'" + "9".repeat(1_000_000) + "' is not a number"));
    String shortened = Reason.shortened("'" + "a b ".repeat(250_000) + "' is not a number");
    assertEquals(605, shortened.length());
    assertTrue(shortened.startsWith("'a b a b ") && shortened.endsWith(" a b ' is not a number"), shortened);
  }

  @Test
  void aMessageIsTakenAsItIs() {
    says("Connection reset by peer", new IOException("Connection reset by peer"));
    says("nodename nor servname provided", new UnknownHostException("nodename nor servname provided"));
  }

  @Test
  void withoutAMessageTheKindIsToldInWords() {
    says("closed channel", new ClosedChannelException());
    says("closed by interrupt", new ClosedByInterruptException());
    says("buffer underflow", new BufferUnderflowException());
    says("unexpected end of the data", new EOFException());
    says("connection refused", new ConnectException());
    says("unknown host", new UnresolvedAddressException());
    says("timeout", new TimeoutException());
    says("input or output error", new IOException());
    says("internal error", new RuntimeException(" "));
    says("internal error", new RuntimeException() {});
  }

  @Test
  void whereOnlyTheNameIsToldTheKindStandsBehindIt() {
    says("/etc/x: no such file", new NoSuchFileException("/etc/x"));
    says("/etc/x: permission denied", new AccessDeniedException("/etc/x"));
    says("/etc/x: directory not empty", new DirectoryNotEmptyException("/etc/x"));
    says("no such file", new NoSuchFileException(null));
    says("unknown host logs.example", new UnknownHostException("logs.example"));
  }

  @Test
  void whereNoDescriptorsAreLeftItIsSaidWhatToDo() {
    String hint = " (raise the limit: LimitNOFILE= of the service, ulimit -n)";
    says("/x: Too many open files" + hint, new FileSystemException("/x", null, "Too many open files"));
    says("Too many open files" + hint, new SocketException("Too many open files"));
  }

  @Test
  void aSilentExceptionIsExplainedByItsCause() {
    says("closed channel", new IOException(null, new ClosedChannelException()));
    says("disk full", new IllegalStateException(null, new IOException("disk full")));
    says("tells more", new IOException("tells more", new IOException("unheard")));
  }

  /** A message may be missing: whoever tells a person of a failure asks {@link Reason}. The client is used without the api. */
  @Test
  void nobodyElseReadsTheMessageOfAnException() throws IOException {
    Path repository = repository();
    List<String> readers = new ArrayList<>();
    for (String folder : List.of("bundles", "engine", "lib/scap", "lib/pem", "lib/receiver", "lib/spool")) {
      try (Stream<Path> files = Files.walk(repository.resolve(folder))) {
        for (Path file : files.filter(ReasonTest::isShipped).toList()) {
          Files.readAllLines(file).stream().filter(line -> line.matches(".*\\w(?<!super)\\.getMessage\\(\\).*"))
              .forEach(line -> readers.add(repository.relativize(file) + ": " + line.strip()));
        }
      }
    }
    assertEquals(List.of(), readers);
  }

  private static boolean isShipped(Path file) {
    String path = file.toString();
    return path.contains("/src/main/java/") && path.endsWith(".java") && !path.contains("/bundles/client/")
        && !path.endsWith("/Reason.java");
  }

  private static Path repository() {
    Path at = Path.of("").toAbsolutePath();
    while (at.getParent() != null && !Files.isDirectory(at.resolve("cnf"))) {
      at = at.getParent();
    }
    return at;
  }
}

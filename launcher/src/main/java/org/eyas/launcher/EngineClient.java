package org.eyas.launcher;

import com.google.gson.stream.JsonWriter;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.eyas.launcher.line.CommandAction;
import org.eyas.launcher.line.CommandAction.Operand;
import org.eyas.launcher.line.EngineCommands;
import org.eyas.launcher.line.LaunchOptions;
import org.eyas.launcher.line.OptionDefinition;
import org.eyas.launcher.line.Subcommand;
import org.eyas.launcher.line.UsageException;

/** Sends a command to the running engine over its socket and prints the answer, without a framework. */
final class EngineClient {
  /** The maximum length of a request that the engine accepts. */
  private static final int MOST_BYTES = 8 << 20;

  private final StandardStreams streams;

  EngineClient(StandardStreams streams) {
    this.streams = streams;
  }

  /**
   * Runs one command.
   *
   * @return the exit code
   * @throws java.nio.channels.ClosedByInterruptException if a signal comes first: Ctrl-C is the way to stop following
   */
  int run(Subcommand command, LaunchOptions options) throws UsageException, CommandFailureException, IOException {
    Path path = Path.of(options.has("socket") ? options.text("socket") : EngineCommands.SOCKET);
    String request = request(command, options);
    try (SocketChannel engine = connect(path)) {
      write(engine, request);
      return new AnswerPrinter(streams).print(new BufferedReader(Channels.newReader(engine, StandardCharsets.UTF_8)));
    }
  }

  private static SocketChannel connect(Path path) throws CommandFailureException {
    try {
      return SocketChannel.open(UnixDomainSocketAddress.of(path));
    } catch (IOException e) {
      throw unreachable(path, ExceptionText.of(e));
    }
  }

  private static CommandFailureException unreachable(Path path, String reason) {
    if (reason.contains("Permission denied")) {
      return new CommandFailureException("no permission for " + path + ": only root may control this engine; try sudo");
    }
    return reason.contains("No such file") || reason.contains("refused")
        ? new CommandFailureException(
            "no running engine can be reached at " + path
                + "; the service: systemctl status eyas, its log: journalctl -u eyas; an"
                + " engine with another socket: --socket",
            ExitCodes.NO_ENGINE)
        : new CommandFailureException(path + " cannot be reached: " + reason);
  }

  private static String request(Subcommand command, LaunchOptions options) throws UsageException, CommandFailureException {
    List<String> words = options.operands();
    CommandAction action = options.has("names") ? command.actions().getFirst() : command.actionOf(words);
    StringWriter out = new StringWriter();
    try (JsonWriter json = new JsonWriter(out)) {
      json.beginObject();
      json.name("command").value(options.has("names") ? "names" : command.name());
      json.name("words").beginArray();
      if (options.has("names")) {
        json.value(command.name());
      }
      for (int i = 0; i < words.size(); i++) {
        boolean path = i > 0 && action.operand() == Operand.PATH;
        json.value(path ? Path.of(words.get(i)).toAbsolutePath().normalize().toString() : words.get(i));
      }
      json.endArray();
      writeOptions(json, command, options);
      if (action.operand() == Operand.CONTENT) {
        writeFiles(json, words.subList(1, words.size()));
      }
      json.name("json").value(options.has("json"));
      json.name("pid").value(ProcessHandle.current().pid());
      json.endObject();
    } catch (IOException e) {
      throw new CommandFailureException(ExceptionText.of(e));
    }
    return out + "\n";
  }

  private static void writeOptions(JsonWriter json, Subcommand command, LaunchOptions options) throws IOException {
    json.name("options").beginObject();
    for (OptionDefinition argument : command.arguments()) {
      if (argument.takesValue() && !argument.key().equals("socket") && options.has(argument.key())) {
        json.name(argument.key()).value(options.text(argument.key()));
      }
    }
    json.endObject();
  }

  private static void writeFiles(JsonWriter json, List<String> names) throws IOException {
    json.name("files").beginArray();
    for (String name : names) {
      json.beginObject().name("name").value(name);
      json.name("content").value(content(name)).endObject();
    }
    json.endArray();
  }

  private static String content(String name) throws IOException {
    try (InputStream in = Files.newInputStream(Path.of(name))) {
      byte[] bytes = in.readNBytes(MOST_BYTES + 1);
      if (bytes.length > MOST_BYTES) {
        throw new IOException("more than " + (MOST_BYTES >> 20) + " MB; -V checks larger files");
      }
      return new String(bytes, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IOException("cannot read " + name + ": " + reason(e), e);
    }
  }

  private static String reason(IOException e) {
    return e.getClass() == IOException.class ? String.valueOf(e.getMessage()) : e.toString();
  }

  /** An engine that rejects a request before its end sends the reason before it disconnects. */
  private static void write(SocketChannel engine, String request) throws IOException {
    ByteBuffer bytes = StandardCharsets.UTF_8.encode(request);
    try {
      while (bytes.hasRemaining()) {
        engine.write(bytes);
      }
    } catch (ClosedChannelException e) {
      throw e;
    } catch (IOException e) {
      if (!String.valueOf(e.getMessage()).contains("Broken pipe")) {
        throw e;
      }
    }
  }
}

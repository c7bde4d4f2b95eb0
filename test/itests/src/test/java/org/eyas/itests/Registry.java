package org.eyas.itests;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A registry of images on this machine, without TLS and accounts. */
final class Registry implements AutoCloseable {
  private static final String CONFIG =
      """
      version: 0.1
      storage: {filesystem: {rootdirectory: FOLDER/data}}
      http: {addr: "127.0.0.1:0"}
      """;
  private static final Pattern ADDRESS = Pattern.compile("listening on (127.0.0.1:[0-9]+)");

  private final EyasRun run;

  private Registry(EyasRun run) {
    this.run = run;
  }

  /** Starts it with its files in a folder; needs {@code docker-registry}. */
  static Registry in(Path folder) throws IOException {
    Path config = Files.writeString(folder.resolve("registry.yaml"), CONFIG.replace("FOLDER", folder.toString()));
    EyasRun run = new EyasRun(() -> folder);
    run.start(Program.of("docker-registry", "serve", config.toString()));
    run.await("the registry", () -> ADDRESS.matcher(run.err()).find());
    return new Registry(run);
  }

  /** Host and port. */
  String address() {
    Matcher address = ADDRESS.matcher(run.err());
    assertTrue(address.find(), run::err);
    return address.group(1);
  }

  @Override
  public void close() {
    run.close();
  }
}

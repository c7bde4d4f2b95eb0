package org.eyas.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The packages of the distribution under test, built by {@code dist/package}. */
final class Packages {
  private static final Path SCRIPT = Dist.checkout().resolve("dist/package");
  /** It takes half a minute of a processor, of which a busy machine has little. */
  private static final int LIMIT_SECONDS = 1_200;

  private static final Map<String, Packages> BUILT = new HashMap<>();

  private final Path folder;

  private Packages(Path folder) {
    this.folder = folder;
  }

  /** Those for this machine: builds them in the first test that needs them, or skips the test. */
  static Packages get() throws IOException, InterruptedException {
    return of("amd64");
  }

  /** Those for an architecture, in Debian's words: builds them in the first test that needs them, or skips the test. */
  static synchronized Packages of(String architecture) throws IOException, InterruptedException {
    Packages all = BUILT.get(architecture);
    if (all == null) {
      all = build(architecture, Path.of("target/packages", architecture).toAbsolutePath(), Map.of());
      BUILT.put(architecture, all);
    }
    return all;
  }

  /** Builds them into a folder, or skips the test. */
  static Packages build(String architecture, Path folder, Map<String, Object> environment, String... options)
      throws IOException, InterruptedException {
    assumeTrue("amd64".equals(System.getProperty("os.arch")), "packages are built on amd64 only");
    String binutils = (architecture.equals("amd64") ? "x86_64" : "aarch64") + "-linux-gnu-";
    for (String tool : List.of("dpkg-deb", "rpmbuild", binutils + "strip", binutils + "objdump", "umoci")) {
      assumeTrue(isThere(tool), () -> "there is no " + tool + ": no packages for " + architecture + " are built");
    }
    Program build =
        command("--no-build", "--to", folder.toString()).and(options).and(architecture).within(LIMIT_SECONDS);
    environment.forEach(build::with);
    Program.Result result = build.run();
    skipWithoutNetwork(architecture, result.err());
    assertEquals(0, result.exitCode(), result::err);
    return new Packages(folder);
  }

  private static void skipWithoutNetwork(String architecture, String err) {
    boolean missing = err.contains("cannot be fetched from Debian");
    if (missing) {
      System.out.println("skipped, no packages for " + architecture + ": " + err);
    }
    assumeTrue(!missing, err);
  }

  /** The script that builds them. */
  static Program command(String... arguments) {
    return Program.of(SCRIPT, arguments).with("JAVA_HOME", System.getProperty("java.home"));
  }

  static boolean isThere(String tool) {
    return Stream.of("/usr/bin", "/usr/sbin", "/bin", "/sbin").anyMatch(place -> Files.isExecutable(Path.of(place, tool)));
  }

  /** The one whose name ends so, of those that contain the program. */
  Path named(String end) throws IOException {
    return named(end, false);
  }

  /** The one of eyas-outputs whose name ends so. */
  Path ofOutputs(String end) throws IOException {
    return named(end, true);
  }

  private Path named(String end, boolean isOfOutputs) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.getFileName().toString().endsWith(end))
          .filter(file -> file.getFileName().toString().startsWith("eyas-outputs") == isOfOutputs)
          .findFirst().orElseThrow();
    }
  }

  /** The archive, unpacked: the folder of the program. */
  Path unpackedArchive(Path parent) throws IOException, InterruptedException {
    unpack(named(".tar.gz"), parent);
    return parent.resolve(Dist.home().getFileName());
  }

  /** The layers of the image, unpacked into a folder below which its layout is unpacked, too. */
  Path unpackedImage(Path parent) throws IOException, InterruptedException {
    Path root = Files.createDirectories(parent.resolve("root"));
    for (Path layer : layers(parent)) {
      unpack(layer, root);
    }
    return root;
  }

  /** The archives of the layers of the image, in order, in a layout that is unpacked into the folder "layout" of a folder. */
  List<Path> layers(Path parent) throws IOException, InterruptedException {
    Path layout = Files.createDirectories(parent.resolve("layout"));
    unpack(named(".oci.tar"), layout);
    List<Path> layers = new ArrayList<>();
    for (JsonElement layer : manifest(layout).getAsJsonArray("layers")) {
      layers.add(blob(layout, layer.getAsJsonObject()));
    }
    return layers;
  }

  /** The configuration of the image in an unpacked layout, which contains its labels. */
  static JsonObject configuration(Path layout) throws IOException {
    return json(blob(layout, manifest(layout).getAsJsonObject("config")));
  }

  private static JsonObject manifest(Path layout) throws IOException {
    return json(blob(layout, json(layout.resolve("index.json")).getAsJsonArray("manifests").get(0).getAsJsonObject()));
  }

  private static Path blob(Path layout, JsonObject descriptor) {
    return layout.resolve("blobs").resolve(descriptor.get("digest").getAsString().replace(':', '/'));
  }

  private static JsonObject json(Path file) throws IOException {
    return JsonParser.parseString(Files.readString(file)).getAsJsonObject();
  }

  private static void unpack(Path archive, Path folder) throws IOException, InterruptedException {
    Program.Result result = Program.of("tar", "-C", folder.toString(), "-xf", archive.toString()).run();
    assertEquals(0, result.exitCode(), result::err);
  }

  String checksums() throws IOException {
    return Files.readString(folder.resolve("SHA256SUMS"));
  }
}

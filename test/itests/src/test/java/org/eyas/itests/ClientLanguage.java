package org.eyas.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A programming language of a client of the gRPC service: test/itests/grpc-client. */
enum ClientLanguage {
  NODE {
    @Override
    void require() {
      assumeTrue(isThere("node"), "no node: no client in JavaScript is tested");
      assumeTrue(
          Files.exists(FOLDER.resolve("node_modules/@grpc/grpc-js")), "no @grpc/grpc-js: run npm ci in test/itests/grpc-client");
    }

    @Override
    List<String> command() {
      return List.of("node", FOLDER.resolve("client.js").toString(), PROTOS.toString());
    }
  },

  PYTHON {
    @Override
    void require() throws Exception {
      boolean grpc =
          Files.isExecutable(Path.of(SYSTEM_PYTHON)) && exitCode(SYSTEM_PYTHON, "-c", "import grpc, google.protobuf") == 0;
      assumeTrue(grpc, "no gRPC for Python (apt-get install python3-grpcio python3-protobuf): no client in Python is tested");
      assumeTrue(isThere("protoc") && isThere("grpc_python_plugin"), "no protobuf-compiler-grpc: no client in Python is tested");
    }

    @Override
    List<String> command() {
      return List.of(SYSTEM_PYTHON, FOLDER.resolve("client.py").toString(), PROTOS.toString());
    }
  },

  GO {
    @Override
    void require() throws Exception {
      boolean tools = Stream.of("go", "protoc", "protoc-gen-go", "protoc-gen-go-grpc").allMatch(ClientLanguage::isThere);
      assumeTrue(
          tools && Files.isDirectory(Path.of(DEBIANS_GO, "src/google.golang.org/grpc")),
          "no gRPC for Go (apt-get install golang-go golang-google-grpc-dev protoc-gen-go-grpc): no client in Go is tested");
      build();
    }

    @Override
    List<String> command() {
      return List.of(BUILT.resolve("client").toString(), PROTOS.toString());
    }

    // Go's modules would be loaded from the net; Debian's packages are where Go looked for them before it had modules.
    private static void build() throws Exception {
      Path source = Files.createDirectories(BUILT.resolve("src/client"));
      List<String> protoc = new ArrayList<>(List.of("protoc", "-I", PROTOS.toString()));
      protoc.addAll(List.of("--go_out=" + source.getParent(), "--go-grpc_out=" + source.getParent()));
      protoc.addAll(List.of("schema.proto", "outputs.proto", "version.proto"));
      assertEquals(0, exitCode(protoc.toArray(String[]::new)), "protoc");
      Files.copy(FOLDER.resolve("go/main.go"), source.resolve("main.go"), StandardCopyOption.REPLACE_EXISTING);
      ProcessBuilder go = new ProcessBuilder("go", "build", "-o", BUILT.resolve("client").toString(), "client").inheritIO();
      go.environment().put("GO111MODULE", "off");
      go.environment().put("CGO_ENABLED", "0");
      go.environment().put("GOPATH", BUILT + ":" + DEBIANS_GO);
      go.environment().put("GOCACHE", BUILT.resolve("cache").toString());
      assertEquals(0, go.start().waitFor(), "go build");
    }
  };

  private static final String SYSTEM_PYTHON = "/usr/bin/python3";
  private static final String DEBIANS_GO = "/usr/share/gocode";
  private static final Path FOLDER = Dist.checkout().resolve("test/itests/grpc-client");
  private static final Path PROTOS = Dist.checkout().resolve("lib/grpc-protos/src/main/proto");
  private static final Path BUILT = Dist.checkout().resolve("test/itests/target/grpc-go");

  /** Skips the test if the machine lacks something that a client needs. */
  abstract void require() throws Exception;

  /** The command of a client, without its arguments after PROTOS. */
  abstract List<String> command();

  private static boolean isThere(String program) {
    return Stream.of(System.getenv("PATH").split(":")).anyMatch(place -> Files.isExecutable(Path.of(place, program)));
  }

  private static int exitCode(String... command) throws IOException, InterruptedException {
    return new ProcessBuilder(command).inheritIO().start().waitFor();
  }
}

package org.eyas.itests;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Runs containers by one container runtime, which belongs to the test and has its files in the test's folder. */
interface ContainerRuns extends AutoCloseable {
  /** The image of every container. */
  String IMAGE = "docker.io/acme/bb:1.0";

  /** The program of every container: it lives 50 ms. */
  String[] PROGRAM = {"sleep", "0.05"};

  /** Runs containers one after another. Returns their ids by their names. */
  Map<String, String> run(int count) throws IOException, InterruptedException;

  /** Options for the engine: where this runtime's files and sockets are. Without any, it has to find the files itself. */
  default List<String> options() {
    return List.of();
  }

  /** Environment variables of the engine. */
  default Map<String, String> environment() {
    return Map.of();
  }

  /** The type that alerts show. */
  String type();

  /** The user id of the owner that alerts show. */
  default String owner() {
    return "0";
  }

  /** The option that names the socket of an engine. */
  static List<String> socket(String engine, Path socket) {
    String settings = "{name: container, init_config: {engines: {" + engine + ": {sockets: [" + socket + "]}}}}";
    return List.of("-o", "plugins[]=" + settings);
  }

  @Override
  void close() throws IOException, InterruptedException;
}

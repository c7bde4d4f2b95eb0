package org.eyas.fleet.job;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.eyas.testkit.ConditionWait;
import org.eyas.testkit.LocalPorts;

/**
 * A cluster of Flink as processes: a job manager, and task managers with one slot each that can be killed. The job comes to them as a
 * jar: neither it nor Kafka is in their class path.
 */
final class FlinkProcesses implements AutoCloseable {
  private static final String CONFIGURATION =
      """
      jobmanager.rpc.address: localhost
      jobmanager.rpc.port: %1$d
      rest.address: localhost
      rest.port: %2$d
      parallelism.default: 2
      taskmanager.host: localhost
      taskmanager.numberOfTaskSlots: 1
      taskmanager.cpu.cores: 1.0
      taskmanager.memory.framework.heap.size: 128m
      taskmanager.memory.framework.off-heap.size: 128m
      taskmanager.memory.jvm-metaspace.size: 256m
      taskmanager.memory.jvm-overhead.min: 192m
      taskmanager.memory.jvm-overhead.max: 192m
      taskmanager.memory.task.heap.size: 640m
      taskmanager.memory.task.off-heap.size: 0m
      taskmanager.memory.network.min: 64m
      taskmanager.memory.network.max: 64m
      taskmanager.memory.managed.size: 256m
      heartbeat.interval: 2000
      heartbeat.timeout: 10000
      execution.checkpointing.dir: %3$s
      io.tmp.dirs: %4$s
      """;
  /** More options for the task managers, such as those of a profile. */
  private static final String[] TASK_OPTIONS =
      Arrays.stream(Objects.requireNonNullElse(System.getenv("FLEET_TASK_OPTIONS"), "").split(" "))
          .filter(each -> !each.isEmpty())
          .toArray(String[]::new);
  private static final List<String> OPENED = List.of("java.util", "java.lang", "java.time");
  private static final Pattern SUBMITTED = Pattern.compile("JobID ([0-9a-f]{32})");
  /** What a cluster does not have. */
  private static final Pattern OF_JOB = Pattern.compile("(classes|/org\\.eyas\\..*|.*[/-]kafka[-_].*)");
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path folder;
  private final String java;
  private final int restPort = LocalPorts.free();
  private final HttpClient http = HttpClient.newHttpClient();
  private final Process jobManager;
  private final Deque<Process> taskManagers = new ArrayDeque<>();
  private int started;

  /** @param java the program that runs the cluster */
  FlinkProcesses(Path folder, String java) throws Exception {
    this.folder = folder;
    this.java = java;
    Path temporary = Files.createDirectories(folder.resolve("tmp"));
    String text = CONFIGURATION.formatted(LocalPorts.free(), restPort, folder.resolve("checkpoints").toUri(), temporary);
    Files.writeString(folder.resolve("config.yaml"), text);
    jobManager =
        start("job-manager", 256, "org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint", configuration());
    ConditionWait.until(jobManager, () -> !get("/overview").isEmpty(),
        () -> "the job manager does not answer, look at " + folder);
    addTaskManager();
    addTaskManager();
    ConditionWait.until(() -> get("/overview").path("taskmanagers").asInt() == 2,
        () -> "two task managers did not come, look at " + folder);
  }

  private String[] configuration() {
    return new String[] {"--configDir", folder.toString()};
  }

  void addTaskManager() throws IOException {
    taskManagers.add(
        start("task-manager-" + ++started, 768, "org.apache.flink.runtime.taskexecutor.TaskManagerRunner", configuration()));
  }

  /** SIGKILL ends the oldest task manager. */
  void killTaskManager() throws InterruptedException {
    taskManagers.removeFirst().destroyForcibly().waitFor();
  }

  /** Does what {@code flink run -d} does. Returns the id of the job when it runs. */
  String run(String jar, String... arguments) throws Exception {
    List<String> all = new ArrayList<>(List.of("run", "-d", jar));
    all.addAll(List.of(arguments));
    Process run = start("run", 256, "org.apache.flink.client.cli.CliFrontend", all.toArray(String[]::new));
    run.waitFor();
    Matcher submitted = SUBMITTED.matcher(Files.readString(file("run").toPath()));
    if (!submitted.find()) {
      throw new IOException("the job was not submitted, look at " + file("run"));
    }
    String job = submitted.group(1);
    ConditionWait.until(() -> isRunning(job), () -> "the job does not run, look at " + folder);
    return job;
  }

  boolean isRunning(String job) throws IOException, InterruptedException {
    JsonNode tasks = get("/jobs/" + job).path("vertices");
    boolean runs = !tasks.isEmpty();
    for (JsonNode task : tasks) {
      runs &= task.path("status").asText().equals("RUNNING");
    }
    return runs;
  }

  /** The sum of a counter over all tasks, since they last began. */
  long counter(String job, String name) throws IOException, InterruptedException {
    long sum = 0;
    for (JsonNode task : get("/jobs/" + job).path("vertices")) {
      String metrics = "/jobs/" + job + "/vertices/" + task.path("id").asText() + "/subtasks/metrics";
      for (JsonNode metric : get(metrics)) {
        String id = metric.path("id").asText();
        if (id.endsWith("." + name)) {
          sum += get(metrics + "?get=" + URLEncoder.encode(id, StandardCharsets.UTF_8)).path(0).path("sum").asLong();
        }
      }
    }
    return sum;
  }

  private JsonNode get(String path) throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + restPort + path)).build();
    return JSON.readTree(http.send(request, BodyHandlers.ofString()).body());
  }

  private Process start(String name, int heapMegabytes, String program, String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of(java, "-Xmx" + heapMegabytes + "m", "-XX:+UseSerialGC"));
    command.addAll(List.of(program.endsWith("TaskManagerRunner") ? TASK_OPTIONS : new String[0]));
    OPENED.forEach(opened -> command.add("--add-opens=java.base/" + opened + "=ALL-UNNAMED"));
    command.addAll(List.of("-Dorg.slf4j.simpleLogger.defaultLogLevel=info", "-cp", classPath(), program));
    command.addAll(List.of(arguments));
    ProcessBuilder process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(file(name));
    process.environment().putAll(Map.of("FLINK_CONF_DIR", folder.toString()));
    return process.start();
  }

  private static String classPath() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(part -> !OF_JOB.matcher(part).find())
        .collect(Collectors.joining(File.pathSeparator));
  }

  private File file(String name) {
    return folder.resolve(name + ".log").toFile();
  }

  /** The processor time of the task managers that run. */
  Duration processorTime() {
    return taskManagers.stream()
        .map(each -> each.info().totalCpuDuration().orElse(Duration.ZERO))
        .reduce(Duration.ZERO, Duration::plus);
  }

  @Override
  public void close() throws InterruptedException {
    taskManagers.forEach(Process::destroyForcibly);
    jobManager.destroyForcibly().waitFor();
    for (Process each : taskManagers) {
      each.waitFor();
    }
  }
}

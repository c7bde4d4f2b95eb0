package org.eyas.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.eyas.testkit.scap.ScapFileBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A capture with a container: the event that announces it, and the users of its processes. */
class ContainerCaptureTest {
  private static final int EXECVE_EXIT = 293;
  private static final int SETUID_EXIT = 199;
  private static final int USER_ADDED = 354;
  private static final int GROUP_ADDED = 358;
  private static final int ASYNC = 402;
  private static final int EVENT_BLOCK = 0x216;
  private static final int LARGE_EVENT_BLOCK = 0x221;
  private static final byte[] NOTHING = {};
  private static final String ID = "2400edb296c5";
  private static final String CGROUP = "/docker/" + ID + "d631fef083a30c680f71801b0409a9676ee546c084d0087d7c7d";
  private static final int UID = 65_534;
  private static final String JSON =
      """
      {"container":{"type":0,"id":"2400edb296c5","full_id":"","name":"sharp","image":"fedora:38","imagerepo":"fedora",
       "imagetag":"38","labels":{},"privileged":true,"User":"app","Mounts":[]}}""";

  private static final String RULES =
      """
      - macro: spawned_process
        condition: (evt.type in (execve, execveat))
      - macro: container_started
        condition: >
          ((evt.type = container or
          (spawned_process and proc.vpid=1)) and
          container.image.repository != incomplete)
      - rule: started
        desc: as rule files of Falco had it
        condition: container_started and container.id != host
        output: >
          started %evt.type %evt.is_async %container.id %container.name %container.image.repository:%container.image.tag
          %container.privileged %container.duration %proc.name %proc.pid %user.name %user.uid %thread.tid|
        priority: NOTICE
      - rule: ran
        desc: the users of processes
        condition: evt.type = execve
        output: "ran %container.id %user.name %user.homedir %user.shell %group.name|"
        priority: NOTICE
      - rule: became
        desc: the users of parameters
        condition: evt.type = setuid
        output: "became %container.id %evt.arg.uid|"
        priority: NOTICE
      """;

  @TempDir private Path folder;
  private final ScapFileBuilder file = ScapFileBuilder.current();
  private int events;
  private int tid = 42;

  private List<String> alerts() throws Exception {
    Path capture = Files.write(folder.resolve("c.scap"), file.bytes());
    Path rules = Files.writeString(folder.resolve("r.yaml"), RULES);
    Program.Result result =
        Program.quietEyas(
            "-r", rules.toString(), "-e", capture.toString(), "-o", "rule_matching=all", "-o",
            "append_output=[{suggested_output: false}]")
            .in(folder)
            .run();
    assertEquals(0, result.exitCode(), result.err());
    return result.out().lines().filter(line -> line.contains(" Notice ")).map(line -> line.replaceAll(".* Notice |\\|$", ""))
        .toList();
  }

  @Test
  void theEventOfAContainerShowsTheContainerAndNoProcess() throws Exception {
    announce(0);
    execute(CGROUP, 0);
    announce(0);
    assertEquals(
        List.of(
            "ran 2400edb296c5 root /root <NA> root",
            "started container true 2400edb296c5 sharp fedora:38 true <NA> <NA> <NA> <NA> <NA> 0"),
        alerts(), "rules do not see the event at the beginning of the file");
  }

  @Test
  void theEventOfAContainerShowsItsThreadIfThereIsOne() throws Exception {
    announce(0);
    execute(CGROUP, 1_000);
    announce(42);
    assertEquals(
        List.of(
            "ran 2400edb296c5 <NA> <NA> <NA> <NA>",
            "started container true 2400edb296c5 sharp fedora:38 true <NA> opener 42 app 1000 42"),
        alerts(), "the user is that of the container's configuration");
  }

  @Test
  void theAccountsOfTheHostDoNotNameTheUsersOfAContainer() throws Exception {
    addUser("nobody", "/nonexistent", "/usr/sbin/nologin", "");
    addGroup("nogroup", "");
    execute("/", UID);
    become();
    tid = 43;
    execute(CGROUP, UID);
    become();
    assertEquals(
        List.of(
            "ran host nobody /nonexistent /usr/sbin/nologin nogroup", "became host nobody",
            "ran 2400edb296c5 <NA> <NA> <NA> <NA>", "became 2400edb296c5 <NA>"),
        alerts());
  }

  @Test
  void theAccountsOfAContainerNameItsUsers() throws Exception {
    addUser("nobody", "/nonexistent", "/usr/sbin/nologin", "");
    addUser("web", "/srv", "/bin/sh", ID);
    addGroup("print", ID);
    execute(CGROUP, UID);
    become();
    assertEquals(List.of("ran 2400edb296c5 web /srv /bin/sh print", "became 2400edb296c5 web"), alerts());
  }

  private void announce(int thread) {
    byte[] json = text(JSON);
    byte[] name = text("container");
    ByteBuffer event =
        ByteBuffer.allocate(26 + 3 * 4 + 4 + name.length + json.length).order(ByteOrder.LITTLE_ENDIAN);
    event.putLong(1_700_000_000_000_000_000L + ++events).putLong(thread).putInt(event.capacity()).putShort((short) ASYNC)
        .putInt(3).putInt(4).putInt(name.length).putInt(json.length).putInt(0).put(name).put(json);
    file.block(LARGE_EVENT_BLOCK, new ScapFileBuilder.Body().u16(0).raw(event.flip()));
  }

  private void addUser(String name, String home, String shell, String container) {
    add(-1, USER_ADDED, number(4, UID), number(4, UID), text(name), text(home), text(shell), text(container));
  }

  private void addGroup(String name, String container) {
    add(-1, GROUP_ADDED, number(4, UID), text(name), text(container));
  }

  private void become() {
    add(tid, SETUID_EXIT, number(8, 0), number(4, UID));
  }

  // The parameters are those of the current schema.
  private void execute(String cgroup, long id) {
    add(
        tid, EXECVE_EXIT, number(8, 0), text("/bin/opener"), NOTHING, number(8, tid), number(8, tid), number(8, 1), text("/"),
        number(8, 1024), number(8, 0), number(8, 0), number(4, 0), number(4, 0), number(4, 0), text("opener"),
        text("cpu=" + cgroup), NOTHING, number(4, 0), number(8, 1), number(4, -1), number(4, 0), number(8, 0), number(8, 0),
        number(8, 0), number(8, 0), number(8, 0), number(8, 0), number(4, id), text("/bin/opener"), number(8, 1),
        number(4, id), text("/bin/opener"));
  }

  private void add(long thread, int code, byte[]... params) {
    int size = 26 + Stream.of(params).mapToInt(param -> 2 + param.length).sum();
    ByteBuffer event = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    event.putLong(1_700_000_000_000_000_000L + ++events).putLong(thread).putInt(size).putShort((short) code);
    event.putInt(params.length);
    for (byte[] param : params) {
      event.putShort((short) param.length);
    }
    Stream.of(params).forEach(event::put);
    file.block(EVENT_BLOCK, new ScapFileBuilder.Body().u16(0).raw(event.flip()));
  }

  private static byte[] text(String text) {
    return (text + "\0").getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] number(int size, long value) {
    byte[] bytes = new byte[size];
    for (int i = 0; i < size; i++) {
      bytes[i] = (byte) (value >> 8 * i);
    }
    return bytes;
  }
}

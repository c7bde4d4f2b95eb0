package org.eyas.selfwatch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Changes that no test can make on a real machine: those of service managers and of the kernel. */
class EngineResourcesTest {
  private static final String GROUP = "sys/fs/cgroup/kubepods/pod1/";

  @TempDir private Path root;
  private EngineResources before;

  @BeforeEach
  void begin() throws IOException {
    write("proc/self/limits", "Limit   Soft Limit   Hard Limit   Units\nMax open files            1024   4096    files  \n");
    write("proc/self/oom_score_adj", "-900\n");
    write("proc/self/cgroup", "0::/kubepods/pod1\n");
    write(GROUP + "cpuset.cpus.effective", "0-3,8\n");
    write(GROUP + "memory.max", "max\n");
    thread(7, "main", 1, 0, "0-3,8", "0::/kubepods/pod1");
    thread(8, "ptrace", 2, 0, "0-3,8", "0::/kubepods/pod1");
    before = EngineResources.read(root, new ProcFileReader());
  }

  private void write(String file, String content) throws IOException {
    Path path = root.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, content);
  }

  private void thread(int number, String name, int start, int nice, String processors, String cgroup) throws IOException {
    String folder = "proc/self/task/" + number + "/";
    List<String> values = new ArrayList<>();
    for (int index = 0; index < 50; index++) {
      values.add("0");
    }
    values.set(16, String.valueOf(nice));
    values.set(19, String.valueOf(start));
    write(folder + "stat", number + " (" + name + ") " + String.join(" ", values) + "\n");
    write(folder + "status", "Name:\t" + name + "\nCpus_allowed_list:\t" + processors + "\n");
    write(folder + "cgroup", cgroup + "\n");
  }

  private List<String> losses() throws IOException {
    return before.lossesUntil(EngineResources.read(root, new ProcFileReader()));
  }

  @Test
  void processorsThatTheCgroupLosesForAllItsProcessesAreNoLoss() throws IOException {
    write(GROUP + "cpuset.cpus.effective", "2-3\n");
    thread(7, "main", 1, 0, "2-3", "0::/kubepods/pod1");
    assertEquals(List.of(), losses());
    thread(7, "main", 1, 0, "2", "0::/kubepods/pod1");
    assertEquals(List.of("processors reduced from {0, 1, 2, 3, 8} to {2} for the thread main"), losses());
  }

  @Test
  void theTracingThreadThatFollowsItsProgramIsNoLoss() throws IOException {
    thread(8, "ptrace", 2, 0, "1", "0::/kubepods/pod1");
    assertEquals(List.of(), losses());
  }

  @Test
  void aNewThreadWithTheNumberOfAnEarlierOneIsNoLoss() throws IOException {
    thread(7, "web", 3, 10, "1", "0::/kubepods/pod1");
    assertEquals(List.of(), losses());
  }

  @Test
  void aSingleThreadInAnotherCgroupIsNoticed() throws IOException {
    thread(7, "main", 1, 0, "0-3,8", "0::/kubepods/pod1/frozen");
    assertEquals(
        List.of("cgroup changed from 0::/kubepods/pod1 to 0::/kubepods/pod1/frozen for the thread main"), losses());
  }

  @Test
  void theSameLossOfSeveralThreadsIsOneText() throws IOException {
    thread(7, "main", 1, 19, "0-3,8", "0::/kubepods/pod1");
    thread(8, "ptrace", 2, 19, "0-3,8", "0::/kubepods/pod1");
    assertEquals(List.of("nice value raised from 0 to 19 for 2 threads"), losses());
  }

  @Test
  void lessMemoryForACgroupAboveTheEngineIsNoticed() throws IOException {
    write("sys/fs/cgroup/kubepods/memory.max", "1000000\n");
    assertEquals(List.of(), losses(), "a file that was not there before");
    before = EngineResources.read(root, new ProcFileReader());
    write("sys/fs/cgroup/kubepods/memory.max", "4096\n");
    write(GROUP + "memory.max", "8192\n");
    Path groups = root.resolve("sys/fs/cgroup/kubepods");
    assertEquals(
        List.of(
            groups + "/memory.max lowered from 1000000 to 4096",
            groups + "/pod1/memory.max lowered from max to 8192"),
        losses());
  }

  @Test
  void filesThatCannotBeReadAnyMoreAreNoticedOnce() throws IOException {
    ResourceWatch watch = new ResourceWatch(root);
    assertEquals(List.of(), watch.losses());
    Files.delete(root.resolve("proc/self/limits")); // as if no file can be opened any more
    List<String> losses = new ArrayList<>();
    for (int call = 0; call < 10; call++) {
      losses.addAll(watch.losses());
    }
    assertEquals(1, losses.size(), losses::toString);
  }
}

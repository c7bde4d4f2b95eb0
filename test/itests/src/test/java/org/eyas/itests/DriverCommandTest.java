package org.eyas.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code eyas driver} on machines that consist of a few files, with programs that do what the test says. */
class DriverCommandTest {
  private static final String RELEASE = "6.12.1-test";
  private static final String ALL = "000001ffffffffff";
  private static final List<String> TOOLS =
      List.of(
          "basename", "cat", "dirname", "find", "grep", "head", "ls", "mkdir", "mktemp", "od", "readlink", "rm", "rmdir", "sed",
          "sort", "tail", "touch", "tr");

  private static final String LOADS = "mkdir -p $root/sys/module/scap $root/dev; touch $root/dev/scap0";

  @TempDir private Path folder;
  private Path root;
  private Path programs;

  private record Answer(int code, String out) {}

  @BeforeEach
  void machineThatCanLoadModules() throws IOException {
    root = Files.createDirectory(folder.resolve("root"));
    programs = Files.createDirectory(folder.resolve("programs"));
    file("proc/self/status", "CapEff:\t" + ALL + "\nSeccomp:\t0\n");
    file("proc/modules", "");
    file("usr/lib/x86_64-linux-gnu/libbpf.so.1", "");
    program("uname", "echo " + RELEASE);
    for (String tool : TOOLS) {
      Path real = Files.exists(Path.of("/usr/bin", tool)) ? Path.of("/usr/bin", tool) : Path.of("/bin", tool);
      Files.createSymbolicLink(programs.resolve(tool), real);
    }
  }

  private void file(String path, String text) throws IOException {
    Files.createDirectories(root.resolve(path).getParent());
    Files.writeString(root.resolve(path), text);
  }

  // There is no modprobe and no dkms, unless a test makes one.
  private void program(String name, String does) throws IOException {
    program(programs.resolve(name), name, does);
  }

  private void program(Path file, String name, String does) throws IOException {
    Files.writeString(file, "#!/bin/sh\nroot=" + root + "\necho \"" + name + " $*\" >> " + folder + "/calls\n" + does + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private void btf() throws IOException {
    file("sys/kernel/btf/vmlinux", "");
  }

  private void installed() throws IOException {
    file("lib/modules/" + RELEASE + "/updates/dkms/scap.ko.xz", "");
  }

  private void loaded() throws IOException {
    file("sys/module/scap/version", "0.20.0\n");
    file("dev/scap0", "");
  }

  private void dkmsSource() throws IOException {
    file("usr/src/scap-0.20.0/dkms.conf", "");
    program("dkms",
        "mkdir -p $root/lib/modules/" + RELEASE + "/updates && touch $root/lib/modules/" + RELEASE + "/updates/scap.ko");
  }

  private Answer eyas(String... words) throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(Dist.home().resolve("bin/eyas").toString(), "driver");
    builder.command().addAll(List.of(words));
    builder.environment().put("EYAS_DRIVER_ROOT", root.toString());
    builder.environment().put("PATH", programs.toString());
    Process process = builder.redirectErrorStream(true).start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Answer(process.waitFor(), out);
  }

  private String calls() throws IOException {
    return Files.readString(folder.resolve("calls"));
  }

  private static void assertRow(Answer answer, String name, String text) {
    assertTrue(answer.out().lines().anyMatch(line -> line.matches(name + " +" + Pattern.quote(text))), answer.out());
  }

  @Test
  void theProbeIsTakenWhereItWorks() throws Exception {
    btf();
    Answer answer = eyas("list");
    assertEquals(0, answer.code());
    assertRow(answer, "modern_ebpf", "works; engine.kind=auto takes it");
    assertRow(answer, "ptrace", "works for `eyas run`, which watches one command");
  }

  @Test
  void jsonHasTheLinesOfTheText() throws Exception {
    btf();
    List<String> lines = eyas("list").out().lines().toList();
    List<String> objects = eyas("list", "--json").out().lines().toList();
    assertEquals("{\"name\":\"modern_ebpf\",\"text\":\"works; engine.kind=auto takes it\"}", objects.getFirst());
    assertEquals(lines.size(), objects.size());
    assertEquals(1, eyas("--json", "check", "kmod").code());
  }

  @Test
  void theModuleIsTakenWhereTheProbeDoesNotWork() throws Exception {
    loaded();
    Answer answer = eyas("list");
    assertRow(answer, "modern_ebpf",
        "does not work: the kernel does not describe its types: there is no /sys/kernel/btf/vmlinux; use kmod");
    assertRow(answer, "kmod", "works; engine.kind=auto takes it");
    assertRow(eyas("check"), "module", "scap 0.20.0 is loaded");
  }

  @Test
  void theExitCodeOfACheckSaysWhetherADriverWorks() throws Exception {
    assertEquals(1, eyas("check").code());
    btf();
    assertEquals(0, eyas("check").code());
    assertEquals(0, eyas("check", "modern_ebpf").code());
    assertEquals(1, eyas("check", "kmod").code());
  }

  @Test
  void aCheckShowsWhatTheKernelRestricts() throws Exception {
    btf();
    file("sys/kernel/security/lockdown", "none integrity [confidentiality]\n");
    file("proc/self/status", "CapEff:\t0000000000000000\nSeccomp:\t2\n");
    file("proc/sys/kernel/yama/ptrace_scope", "1\n");
    file("sys/firmware/efi/efivars/SecureBoot-8be4df61-93ca-11d2-aa0d-00e098032b8c", "\6\0\0\0\1");
    Answer answer = eyas("check");
    assertRow(answer, "lockdown", "confidentiality");
    assertRow(answer, "seccomp", "a filter");
    assertRow(answer, "yama", "only children may be traced");
    assertRow(answer, "secure boot", "on: a module must be signed with an enrolled key");
    assertRow(answer, "capabilities", "without CAP_DAC_OVERRIDE CAP_SYS_PTRACE CAP_SYS_ADMIN CAP_PERFMON CAP_BPF");
    assertTrue(answer.out().contains("the kernel is locked down (confidentiality)"), answer.out());
  }

  @Test
  void missingCapabilitiesAreNamed() throws Exception {
    btf();
    loaded();
    file("proc/self/status", "CapEff:\t0000008000080000\nSeccomp:\t0\n"); // CAP_BPF and CAP_SYS_PTRACE
    Answer answer = eyas("check");
    assertEquals(1, answer.code());
    assertTrue(answer.out().contains("capabilities are missing: CAP_PERFMON; run as root"), answer.out());
    assertTrue(answer.out().contains("CAP_DAC_OVERRIDE is missing"), answer.out());
  }

  @Test
  void anInstalledModuleIsLoaded() throws Exception {
    installed();
    program("modprobe", LOADS);
    Answer answer = eyas("load");
    assertEquals(0, answer.code(), answer.out());
    assertTrue(calls().contains("modprobe scap"), calls());
    assertEquals(0, eyas("check", "kmod").code());
    assertEquals("The module scap is loaded.\n", eyas("load").out());
  }

  @Test
  void aModuleWithoutABuildForThisKernelIsBuilt() throws Exception {
    dkmsSource();
    file("lib/modules/" + RELEASE + "/build/Makefile", "");
    program("modprobe", LOADS);
    Answer answer = eyas("load");
    assertEquals(0, answer.code(), answer.out());
    assertTrue(calls().contains("dkms install scap/0.20.0 -k " + RELEASE), calls());
    assertTrue(calls().contains("modprobe scap"), calls());
  }

  @Test
  void theNewestSourceOfTheModuleIsBuilt() throws Exception {
    dkmsSource();
    file("usr/src/scap-0.9.1/dkms.conf", "");
    file("lib/modules/" + RELEASE + "/build/Makefile", "");
    program("modprobe", LOADS);
    eyas("load");
    assertTrue(calls().contains("dkms install scap/0.20.0 -k " + RELEASE), calls());
  }

  @Test
  void programsOfTheAdministratorAreFoundWithoutTheirFolderInThePath() throws Exception {
    installed();
    program(Files.createDirectories(root.resolve("usr/sbin")).resolve("modprobe"), "modprobe", LOADS);
    assertEquals("The module scap is loaded; engine.kind=kmod reads it.\n", eyas("load").out());
  }

  @Test
  void programsOfTheAdministratorComeBeforeThoseOfThePath() throws Exception {
    installed();
    program("modprobe", "echo 'of the path'; exit 1");
    program(Files.createDirectories(root.resolve("sbin")).resolve("modprobe"), "modprobe", LOADS);
    assertEquals("The module scap is loaded; engine.kind=kmod reads it.\n", eyas("load").out());
  }

  @Test
  void aModuleWithoutItsDevicesDoesNotWork() throws Exception {
    file("sys/module/scap/version", "0.20.0\n"); // as in a container
    Answer answer = eyas("check", "kmod");
    assertEquals(1, answer.code());
    assertRow(answer, "kmod",
        "the module scap is loaded, but there is no /dev/scap0; in a container, give the device (--device, --privileged)");
  }

  @Test
  void theProbeDoesNotWorkOnAKernelThatIsTooOld() throws Exception {
    btf();
    program("uname", "echo 5.4.0-26-generic");
    assertRow(eyas("check", "modern_ebpf"), "modern_ebpf", "the kernel 5.4.0-26-generic is older than 5.8; use kmod");
    program("uname", "echo 5.8.0-63-generic");
    assertEquals(0, eyas("check", "modern_ebpf").code());
  }

  @Test
  void aMissingModuleNamesThePackage() throws Exception {
    Answer answer = eyas("load");
    assertEquals(1, answer.code());
    assertEquals(
        "Error: the kernel module cannot be loaded: the module is not installed; apt-get install falcosecurity-scap-dkms"
            + " linux-headers-" + RELEASE + "\n",
        answer.out());
  }

  @Test
  void missingHeadersAndAFailedBuildAreSaid() throws Exception {
    dkmsSource();
    assertTrue(eyas("load").out().contains("the headers of the kernel, from which the module is built, are missing"));
    file("lib/modules/" + RELEASE + "/build/Makefile", "");
    program("dkms", "echo starting; echo 'gcc-14: not found'; exit 10");
    Answer answer = eyas("load");
    assertEquals(1, answer.code());
    assertTrue(answer.out().contains("Error: dkms cannot build scap/0.20.0 for " + RELEASE + ": gcc-14: not found"),
        answer.out());
  }

  @Test
  void aRefusalOfTheKernelIsExplained() throws Exception {
    installed();
    program("modprobe", "echo \"modprobe: ERROR: could not insert 'scap': Key was rejected by service\" >&2; exit 1");
    Answer answer = eyas("load");
    assertEquals(1, answer.code());
    assertTrue(answer.out().contains("mokutil --import"), answer.out());
    program("modprobe", "echo \"modprobe: ERROR: could not insert 'scap': Operation not permitted\" >&2; exit 1");
    assertTrue(eyas("load").out().contains("run as root, with CAP_SYS_MODULE"));
  }

  @Test
  void aKernelWithoutModulesIsNotBlamedOnAPackage() throws Exception {
    Files.delete(root.resolve("proc/modules"));
    assertTrue(eyas("load").out().contains("the kernel cannot load modules (CONFIG_MODULES)"));
  }

  @Test
  void theModuleIsUnloadedUnlessItIsInUse() throws Exception {
    assertEquals("No module is loaded.\n", eyas("unload").out());
    Files.createDirectories(root.resolve("sys/module/falco"));
    program("modprobe", "echo \"modprobe: FATAL: Module falco is in use.\" >&2; exit 1");
    Answer used = eyas("unload");
    assertEquals(1, used.code());
    assertEquals(
        "Error: the module falco cannot be unloaded: it is in use; end its readers first (Eyas, Falco, sysdig)\n", used.out());
    program("modprobe", "rmdir $root/sys/module/falco");
    assertEquals("The module falco is unloaded.\n", eyas("unload").out());
    assertTrue(calls().contains("modprobe -r falco"), calls());
    assertFalse(Files.exists(root.resolve("sys/module/falco")));
  }

  @Test
  void anUnknownActionListsThose() throws Exception {
    Answer answer = eyas("install");
    assertEquals(2, answer.code());
    assertTrue(answer.out().startsWith("Error: eyas driver has the actions list, check"), answer.out());
  }

  @Test
  void aProbeThatAnEngineLeftIsDetached() throws Exception {
    assertEquals("No engine has left a probe.\n", eyas("detach").out());
    file("sys/fs/bpf/eyas/eyas-probe-00000000000000ff/0", "");
    file("sys/fs/bpf/eyas/eyas-probe-00000000000000ff-sched_switch/0", "");
    file("sys/fs/bpf/eyas/of-somebody-else", "");
    assertEquals(new Answer(0, "The probe is detached, and what it recorded is lost.\n"), eyas("detach"));
    assertEquals(List.of("of-somebody-else"), List.of(root.resolve("sys/fs/bpf/eyas").toFile().list()));
  }

  @Test
  void aProbeThatSystemdHoldsIsDetachedOnlyIfNoEngineRuns() throws Exception {
    program("systemctl", "case $1 in show) echo 23 ;; --quiet) [ ! -e " + folder + "/stopped ] ;; clean) : ;; esac");
    assertEquals("No engine has left a probe.\n", eyas("detach").out());
    Files.createFile(folder.resolve("stopped"));
    assertEquals("The probe is detached, and what it recorded is lost.\n", eyas("detach").out());
    assertTrue(calls().contains("systemctl clean --what=fdstore eyas.service"), calls());
  }
}

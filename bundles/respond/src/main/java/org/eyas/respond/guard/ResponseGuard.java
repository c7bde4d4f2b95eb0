package org.eyas.respond.guard;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.nio.file.attribute.UserPrincipalNotFoundException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A program that holds the right to act on other processes. */
public final class ResponseGuard {
  /** The word on the kernel's command line that forbids every action. */
  static final String KERNEL_OFF = "eyas.respond=off";

  private static final Logger LOG = LoggerFactory.getLogger(ResponseGuard.class);
  private static final int ACTIONS_PER_MINUTE = 60;
  private static final String LEDGER = "frozen";
  private static final Path PROC = Path.of("/proc");

  private final GuardServer server;

  /**
   * Opens the socket, and thaws what an earlier guard left.
   *
   * @param folder for the socket and the list of frozen processes; it must not outlive the run of the machine
   */
  ResponseGuard(Path folder, Set<UserPrincipal> users, int actionsPerMinute, boolean forbidden) throws IOException {
    ProcessView view = new ProcessView(PROC, Path.of("/"));
    FrozenProcesses frozen = new FrozenProcesses(new FreezeLedger(folder.resolve(LEDGER)));
    frozen.thawEarlier(view);
    ProtectedProcesses guarded = new ProtectedProcesses(view, (int) ProcessHandle.current().pid());
    ActionBudget budget = new ActionBudget(actionsPerMinute, PidDescriptor.bootNanos());
    ProcessActions actions = new ProcessActions(view, guarded, frozen, budget, forbidden);
    server = new GuardServer(folder.resolve("guard.sock"), actions, guarded, frozen, users);
  }

  void run() throws IOException {
    try (server) {
      server.run();
    }
  }

  void stop() {
    server.stop();
  }

  /**
   * Runs until SIGTERM.
   *
   * @param arguments the folder, and the users that may ask besides root and the user of this process
   * @throws IOException if the folder cannot be used, or there is no such user: the JVM prints it and ends with 1
   */
  public static void main(String... arguments) throws IOException {
    Path folder = Path.of(arguments[0]);
    String boot = Files.readString(PROC.resolve("cmdline"), StandardCharsets.UTF_8);
    boolean forbidden = List.of(boot.strip().split("\\s+")).contains(KERNEL_OFF);
    ResponseGuard guard =
        new ResponseGuard(folder, users(List.of(arguments).subList(1, arguments.length)), ACTIONS_PER_MINUTE, forbidden);
    Thread serving = Thread.currentThread();
    Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().name("responder-end").unstarted(() -> end(guard, serving)));
    LOG.info("The response guard listens in {}{}", folder, forbidden ? "; " + KERNEL_OFF + " forbids every action" : "");
    guard.run();
  }

  private static void end(ResponseGuard guard, Thread serving) {
    guard.stop();
    try {
      serving.join(1000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Set<UserPrincipal> users(List<String> names) throws IOException {
    Set<UserPrincipal> users = new HashSet<>();
    users.add(Files.getOwner(Path.of("/proc/self")));
    users.add(principal("0"));
    for (String name : names) {
      try {
        users.add(principal(name));
      } catch (UserPrincipalNotFoundException e) {
        throw new IOException("there is no user '" + name + "'; name the user of the engine", e);
      }
    }
    return users;
  }

  private static UserPrincipal principal(String name) throws IOException {
    return FileSystems.getDefault().getUserPrincipalLookupService().lookupPrincipalByName(name);
  }
}

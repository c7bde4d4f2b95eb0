package org.eyas.engine.state;

import java.util.function.IntFunction;
import org.eyas.api.process.FdType;
import org.eyas.engine.schema.EventSchema;
import org.jspecify.annotations.Nullable;

/** Assigns an updater to each event type. */
final class Updaters {
  private final EventSchema schema;
  private final @Nullable StateUpdater[] byCode;

  Updaters(EventSchema schema) {
    this.schema = schema;
    byCode = new StateUpdater[schema.size()];
  }

  @Nullable
  StateUpdater[] byCode() {
    return byCode;
  }

  void processes(Lineage lineage, ProgramTexts texts, PathCache paths, ProcessNotifier notifier) {
    put(new CloneUpdater(lineage, texts, notifier, false), "SYSCALL_CLONE_20_X", "SYSCALL_CLONE3_X", "SYSCALL_FORK_20_X");
    put(new CloneUpdater(lineage, texts, notifier, true), "SYSCALL_VFORK_20_X");
    put(new ExecUpdater(lineage, texts, paths, notifier), "SYSCALL_EXECVE_19_X", "SYSCALL_EXECVEAT_X");
    put(new ExitUpdater(lineage), "PROCEXIT_1_E");
    put(new SubreaperUpdater(), "SYSCALL_PRCTL_X");
    put(new SessionUpdater(), "SYSCALL_SETSID_X");
    put(new LimitUpdater(lineage, false), "SYSCALL_GETRLIMIT_X", "SYSCALL_SETRLIMIT_X");
    put(new LimitUpdater(lineage, true), "SYSCALL_PRLIMIT_X");
    put(new MemoryUpdater(), "SYSCALL_BRK_4_X", "SYSCALL_MMAP_X", "SYSCALL_MMAP2_X", "SYSCALL_MUNMAP_X");
    put(new SwitchUpdater(), "SCHEDSWITCH_6_E");
    put(new DirectoryUpdater(texts, false), "SYSCALL_CHDIR_X", "SYSCALL_GETCWD_X");
    put(new DirectoryUpdater(texts, true), "SYSCALL_FCHDIR_X");
    put(new ChrootUpdater(paths), "SYSCALL_CHROOT_X");
  }

  void accounts(AccountBook accounts) {
    putAt("euid", param -> new IdentityUpdater(false, param), "SYSCALL_SETRESUID_X", "SYSCALL_SETREUID_X");
    putAt("egid", param -> new IdentityUpdater(true, param), "SYSCALL_SETRESGID_X", "SYSCALL_SETREGID_X");
    putAt("uid", param -> new IdentityUpdater(false, param), "SYSCALL_SETUID_X");
    putAt("gid", param -> new IdentityUpdater(true, param), "SYSCALL_SETGID_X");
    put(CapabilityUpdater.capset(), "SYSCALL_CAPSET_X");
    put(new UnshareUpdater(), "SYSCALL_UNSHARE_X");
    putAt("nstype", CapabilityUpdater::namespace, "SYSCALL_SETNS_X");
    put(new AccountUpdater(accounts, false, true), "USER_ADDED_E");
    put(new AccountUpdater(accounts, false, false), "USER_DELETED_E");
    put(new AccountUpdater(accounts, true, true), "GROUP_ADDED_E");
    put(new AccountUpdater(accounts, true, false), "GROUP_DELETED_E");
  }

  void files(FdPool pool, PathCache paths, ProgramTexts texts, Lineage lineage, OpenedFiles opened) {
    put(new OpenUpdater(OpenLayout.OPEN, paths, pool, opened), "SYSCALL_OPEN_X");
    put(new OpenUpdater(OpenLayout.CREAT, paths, pool, opened), "SYSCALL_CREAT_X");
    put(new OpenUpdater(OpenLayout.OPENAT, paths, pool, opened), "SYSCALL_OPENAT_2_X");
    put(new OpenUpdater(OpenLayout.OPENAT2, paths, pool, opened), "SYSCALL_OPENAT2_X");
    put(new OpenUpdater(OpenLayout.BY_HANDLE, paths, pool, opened), "SYSCALL_OPEN_BY_HANDLE_AT_X");
    put(new CloseUpdater(), "SYSCALL_CLOSE_X");
    put(new CloseRangeUpdater(), "SYSCALL_CLOSE_RANGE_X");
    put(new DupUpdater(pool, opened, false), "SYSCALL_DUP_1_X", "SYSCALL_DUP2_X");
    put(new DupUpdater(pool, opened, true), "SYSCALL_DUP3_X");
    put(new FcntlUpdater(pool), "SYSCALL_FCNTL_X");
    put(new PairUpdater(pool, FdType.PIPE), "SYSCALL_PIPE_X", "SYSCALL_PIPE2_X");
    put(new MemfdUpdater(pool, texts), "SYSCALL_MEMFD_CREATE_X");
    put(new PidfdUpdater(pool, texts), "SYSCALL_PIDFD_OPEN_X");
    put(new PidfdGetfdUpdater(pool, lineage), "SYSCALL_PIDFD_GETFD_X");
    put(new NewFdUpdater(pool, FdType.EVENT), "SYSCALL_EVENTFD_X");
    putAt("flags", flags -> new NewFdUpdater(pool, FdType.EVENT, flags), "SYSCALL_EVENTFD2_X");
    put(new NewFdUpdater(pool, FdType.SIGNALFD), "SYSCALL_SIGNALFD_X");
    putAt("flags", flags -> new NewFdUpdater(pool, FdType.SIGNALFD, flags), "SYSCALL_SIGNALFD4_X");
    putAt("flags", flags -> new NewFdUpdater(pool, FdType.TIMERFD, flags), "SYSCALL_TIMERFD_CREATE_X");
    put(new NewFdUpdater(pool, FdType.INOTIFY), "SYSCALL_INOTIFY_INIT_X");
    putAt("flags", flags -> new NewFdUpdater(pool, FdType.INOTIFY, flags), "SYSCALL_INOTIFY_INIT1_X");
    put(new NewFdUpdater(pool, FdType.EVENTPOLL), "SYSCALL_EPOLL_CREATE_X");
    putAt("flags", flags -> new NewFdUpdater(pool, FdType.EVENTPOLL, flags), "SYSCALL_EPOLL_CREATE1_X");
    put(new NewFdUpdater(pool, FdType.BPF), "SYSCALL_BPF_2_X");
    put(new NewFdUpdater(pool, FdType.USERFAULTFD), "SYSCALL_USERFAULTFD_X");
    put(new NewFdUpdater(pool, FdType.IO_URING), "SYSCALL_IO_URING_SETUP_X");
  }

  void sockets(FdPool pool, SocketNames names, Interfaces interfaces) {
    put(new SocketUpdater(pool), "SOCKET_SOCKET_X");
    put(new PairUpdater(pool, FdType.UNIX), "SOCKET_SOCKETPAIR_X");
    put(new BindUpdater(names), "SOCKET_BIND_X");
    put(new ConnectUpdater(names), "SOCKET_CONNECT_X");
    put(new AcceptUpdater(pool, names, false), "SOCKET_ACCEPT_5_X");
    put(new AcceptUpdater(pool, names, true), "SOCKET_ACCEPT4_6_X");
    transfers(new Endpoints(interfaces, names, pool));
  }

  private void transfers(Endpoints endpoints) {
    put(
        TransferUpdater.plain(endpoints),
        "SYSCALL_READ_X", "SYSCALL_READV_X", "SYSCALL_PREAD_X", "SYSCALL_PREADV_X",
        "SYSCALL_WRITE_X", "SYSCALL_WRITEV_X", "SYSCALL_PWRITE_X", "SYSCALL_PWRITEV_X");
    putAt("tuple", tuple -> TransferUpdater.receiving(endpoints, tuple), "SOCKET_RECVFROM_X");
    putAt("tuple", tuple -> TransferUpdater.receiving(endpoints, tuple), "SOCKET_RECVMSG_X");
    putAt("tuple", tuple -> TransferUpdater.receiving(endpoints, tuple), "SOCKET_RECVMMSG_X", "SOCKET_RECV_X");
    putAt("tuple", tuple -> TransferUpdater.sending(endpoints, tuple, true), "SOCKET_SEND_X", "SOCKET_SENDTO_X",
        "SOCKET_SENDMSG_X");
    putAt("tuple", tuple -> TransferUpdater.sending(endpoints, tuple, false), "SOCKET_SENDMMSG_X");
  }

  void beginnings(EnterLedger ledger) {
    begin(ledger, EnterUpdater.open(ledger), "SYSCALL_OPEN_E");
    beginAt(ledger, "name", path -> EnterUpdater.path(ledger, path), "SYSCALL_CREAT_E");
    beginAt(ledger, "filename", path -> EnterUpdater.path(ledger, path), "SYSCALL_EXECVE_19_E");
    beginAt(ledger, "name", path -> EnterUpdater.relativePath(ledger, path), "SYSCALL_OPENAT_2_E", "SYSCALL_OPENAT2_E");
    beginAt(ledger, "pathname", path -> EnterUpdater.relativePath(ledger, path), "SYSCALL_EXECVEAT_E");
    begin(ledger, EnterUpdater.connect(ledger), "SOCKET_CONNECT_E");
  }

  private void beginAt(EnterLedger ledger, String param, IntFunction<StateUpdater> updater, String... ids) {
    begin(ledger, updater.apply(Params.of(ids).at(param)), ids);
  }

  private void begin(EnterLedger ledger, StateUpdater updater, String... ids) {
    put(updater, ids);
    for (String id : ids) {
      ledger.keeps(schema.type(id).code());
    }
  }

  /**
   * Assigns an updater to event types. The updater gets the index of a parameter, which is the same in all these types.
   */
  private void putAt(String param, IntFunction<StateUpdater> updater, String... ids) {
    put(updater.apply(Params.of(ids).at(param)), ids);
  }

  private void put(StateUpdater updater, String... ids) {
    for (String id : ids) {
      byCode[schema.type(id).code()] = updater;
    }
  }
}

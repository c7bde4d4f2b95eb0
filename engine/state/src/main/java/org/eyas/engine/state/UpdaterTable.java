package org.eyas.engine.state;

import java.util.function.IntFunction;
import org.eyas.api.process.FdType;
import org.eyas.engine.schema.EventSchema;
import org.eyas.engine.state.cache.PathCache;
import org.eyas.engine.state.cache.ProgramTextCache;
import org.eyas.engine.state.descriptor.FdPool;
import org.eyas.engine.state.descriptor.LocalAddresses;
import org.eyas.engine.state.descriptor.SocketNames;
import org.eyas.engine.state.encoding.ParamIndexes;
import org.eyas.engine.state.io.AcceptUpdater;
import org.eyas.engine.state.io.BindUpdater;
import org.eyas.engine.state.io.CloseRangeUpdater;
import org.eyas.engine.state.io.CloseUpdater;
import org.eyas.engine.state.io.ConnectUpdater;
import org.eyas.engine.state.io.DataTransferUpdater;
import org.eyas.engine.state.io.DupUpdater;
import org.eyas.engine.state.io.EnterEventCounter;
import org.eyas.engine.state.io.EnterEventUpdater;
import org.eyas.engine.state.io.FcntlUpdater;
import org.eyas.engine.state.io.FdLimitUpdater;
import org.eyas.engine.state.io.FdPairUpdater;
import org.eyas.engine.state.io.FileRetention;
import org.eyas.engine.state.io.NewFdUpdater;
import org.eyas.engine.state.io.OpenEventLayout;
import org.eyas.engine.state.io.OpenUpdater;
import org.eyas.engine.state.io.PidfdGetfdUpdater;
import org.eyas.engine.state.io.SocketUpdater;
import org.eyas.engine.state.io.SocketUpdaterContext;
import org.eyas.engine.state.process.CapabilityUpdater;
import org.eyas.engine.state.process.ChrootUpdater;
import org.eyas.engine.state.process.CloneUpdater;
import org.eyas.engine.state.process.ContextSwitchUpdater;
import org.eyas.engine.state.process.CurrentDirectoryUpdater;
import org.eyas.engine.state.process.EffectiveIdUpdater;
import org.eyas.engine.state.process.ExecUpdater;
import org.eyas.engine.state.process.ExitUpdater;
import org.eyas.engine.state.process.MemoryUsageUpdater;
import org.eyas.engine.state.process.ProcessNotifier;
import org.eyas.engine.state.process.SessionUpdater;
import org.eyas.engine.state.process.StateUpdater;
import org.eyas.engine.state.process.SubreaperUpdater;
import org.eyas.engine.state.process.ThreadRelations;
import org.eyas.engine.state.process.UnshareUpdater;
import org.eyas.engine.text.FalcoVersion;
import org.jspecify.annotations.Nullable;

/** Assigns an updater to each event type. */
final class UpdaterTable {
  private final EventSchema schema;
  private final @Nullable StateUpdater[] byCode;

  UpdaterTable(EventSchema schema) {
    this.schema = schema;
    byCode = new StateUpdater[schema.size()];
  }

  @Nullable
  StateUpdater[] byCode() {
    return byCode;
  }

  void processes(
      ThreadRelations lineage, ProgramTextCache texts, PathCache paths, FalcoVersion version, ProcessNotifier notifier) {
    put(new CloneUpdater(lineage, texts, notifier, false), "SYSCALL_CLONE_20_X", "SYSCALL_CLONE3_X", "SYSCALL_FORK_20_X");
    put(new CloneUpdater(lineage, texts, notifier, true), "SYSCALL_VFORK_20_X");
    put(new ExecUpdater(lineage, texts, paths, notifier), "SYSCALL_EXECVE_19_X", "SYSCALL_EXECVEAT_X");
    put(new ExitUpdater(lineage), "PROCEXIT_1_E");
    put(new SubreaperUpdater(), "SYSCALL_PRCTL_X");
    put(new SessionUpdater(), "SYSCALL_SETSID_X");
    put(new FdLimitUpdater(lineage, false), "SYSCALL_GETRLIMIT_X", "SYSCALL_SETRLIMIT_X");
    put(new FdLimitUpdater(lineage, true), "SYSCALL_PRLIMIT_X");
    put(new MemoryUsageUpdater(), "SYSCALL_BRK_4_X", "SYSCALL_MMAP_X", "SYSCALL_MMAP2_X", "SYSCALL_MUNMAP_X");
    put(new ContextSwitchUpdater(), "SCHEDSWITCH_6_E");
    put(new CurrentDirectoryUpdater(texts, version, false), "SYSCALL_CHDIR_X", "SYSCALL_GETCWD_X");
    put(new CurrentDirectoryUpdater(texts, version, true), "SYSCALL_FCHDIR_X");
    put(new ChrootUpdater(paths), "SYSCALL_CHROOT_X");
  }

  void accounts(MachineAccounts accounts) {
    putAt("euid", param -> new EffectiveIdUpdater(false, param), "SYSCALL_SETRESUID_X", "SYSCALL_SETREUID_X");
    putAt("egid", param -> new EffectiveIdUpdater(true, param), "SYSCALL_SETRESGID_X", "SYSCALL_SETREGID_X");
    putAt("uid", param -> new EffectiveIdUpdater(false, param), "SYSCALL_SETUID_X");
    putAt("gid", param -> new EffectiveIdUpdater(true, param), "SYSCALL_SETGID_X");
    put(CapabilityUpdater.capset(), "SYSCALL_CAPSET_X");
    put(new UnshareUpdater(), "SYSCALL_UNSHARE_X");
    putAt("nstype", CapabilityUpdater::namespace, "SYSCALL_SETNS_X");
    put(new AccountUpdater(accounts, false, true), "USER_ADDED_E");
    put(new AccountUpdater(accounts, false, false), "USER_DELETED_E");
    put(new AccountUpdater(accounts, true, true), "GROUP_ADDED_E");
    put(new AccountUpdater(accounts, true, false), "GROUP_DELETED_E");
  }

  void files(FdPool pool, PathCache paths, ProgramTextCache texts, ThreadRelations lineage, FileRetention opened) {
    put(new OpenUpdater(OpenEventLayout.OPEN, paths, pool, opened), "SYSCALL_OPEN_X");
    put(new OpenUpdater(OpenEventLayout.CREAT, paths, pool, opened), "SYSCALL_CREAT_X");
    put(new OpenUpdater(OpenEventLayout.OPENAT, paths, pool, opened), "SYSCALL_OPENAT_2_X");
    put(new OpenUpdater(OpenEventLayout.OPENAT2, paths, pool, opened), "SYSCALL_OPENAT2_X");
    put(new OpenUpdater(OpenEventLayout.BY_HANDLE, paths, pool, opened), "SYSCALL_OPEN_BY_HANDLE_AT_X");
    put(new CloseUpdater(), "SYSCALL_CLOSE_X");
    put(new CloseRangeUpdater(), "SYSCALL_CLOSE_RANGE_X");
    put(new DupUpdater(pool, opened, false), "SYSCALL_DUP_1_X", "SYSCALL_DUP2_X");
    put(new DupUpdater(pool, opened, true), "SYSCALL_DUP3_X");
    put(new FcntlUpdater(pool), "SYSCALL_FCNTL_X");
    put(new FdPairUpdater(pool, FdType.PIPE), "SYSCALL_PIPE_X", "SYSCALL_PIPE2_X");
    put(NewFdUpdater.memfd(pool, texts), "SYSCALL_MEMFD_CREATE_X");
    put(NewFdUpdater.pidfd(pool, texts), "SYSCALL_PIDFD_OPEN_X");
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

  void sockets(FdPool pool, SocketNames names, LocalAddresses interfaces) {
    put(new SocketUpdater(pool), "SOCKET_SOCKET_X");
    put(new FdPairUpdater(pool, FdType.UNIX), "SOCKET_SOCKETPAIR_X");
    put(new BindUpdater(names), "SOCKET_BIND_X");
    put(new ConnectUpdater(names), "SOCKET_CONNECT_X");
    put(new AcceptUpdater(pool, names, false), "SOCKET_ACCEPT_5_X");
    put(new AcceptUpdater(pool, names, true), "SOCKET_ACCEPT4_6_X");
    transfers(new SocketUpdaterContext(interfaces, names, pool));
  }

  private void transfers(SocketUpdaterContext endpoints) {
    put(
        DataTransferUpdater.plain(endpoints),
        "SYSCALL_READ_X", "SYSCALL_READV_X", "SYSCALL_PREAD_X", "SYSCALL_PREADV_X",
        "SYSCALL_WRITE_X", "SYSCALL_WRITEV_X", "SYSCALL_PWRITE_X", "SYSCALL_PWRITEV_X");
    putAt("tuple", tuple -> DataTransferUpdater.receiving(endpoints, tuple), "SOCKET_RECVFROM_X");
    putAt("tuple", tuple -> DataTransferUpdater.receiving(endpoints, tuple), "SOCKET_RECVMSG_X");
    putAt("tuple", tuple -> DataTransferUpdater.receiving(endpoints, tuple), "SOCKET_RECVMMSG_X", "SOCKET_RECV_X");
    putAt("tuple", tuple -> DataTransferUpdater.sending(endpoints, tuple, true), "SOCKET_SEND_X", "SOCKET_SENDTO_X",
        "SOCKET_SENDMSG_X");
    putAt("tuple", tuple -> DataTransferUpdater.sending(endpoints, tuple, false), "SOCKET_SENDMMSG_X");
  }

  void beginnings(EnterEventCounter ledger) {
    begin(ledger, EnterEventUpdater.open(ledger), "SYSCALL_OPEN_E");
    beginAt(ledger, "name", path -> EnterEventUpdater.path(ledger, path), "SYSCALL_CREAT_E");
    beginAt(ledger, "filename", path -> EnterEventUpdater.path(ledger, path), "SYSCALL_EXECVE_19_E");
    beginAt(ledger, "name", path -> EnterEventUpdater.relativePath(ledger, path), "SYSCALL_OPENAT_2_E", "SYSCALL_OPENAT2_E");
    beginAt(ledger, "pathname", path -> EnterEventUpdater.relativePath(ledger, path), "SYSCALL_EXECVEAT_E");
    begin(ledger, EnterEventUpdater.connect(ledger), "SOCKET_CONNECT_E");
  }

  private void beginAt(EnterEventCounter ledger, String param, IntFunction<StateUpdater> updater, String... ids) {
    begin(ledger, updater.apply(ParamIndexes.of(ids).at(param)), ids);
  }

  private void begin(EnterEventCounter ledger, StateUpdater updater, String... ids) {
    put(updater, ids);
    for (String id : ids) {
      ledger.register(schema.type(id).code());
    }
  }

  /**
   * Assigns an updater to event types. The updater gets the index of a parameter, which is the same in all these types.
   */
  private void putAt(String param, IntFunction<StateUpdater> updater, String... ids) {
    put(updater.apply(ParamIndexes.of(ids).at(param)), ids);
  }

  private void put(StateUpdater updater, String... ids) {
    for (String id : ids) {
      byCode[schema.type(id).code()] = updater;
    }
  }
}

package org.eyas.driver.ebpf.store;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeMap;
import org.eyas.api.failure.Reason;
import org.eyas.driver.ebpf.libbpf.BpfDescriptor;
import org.eyas.linux.libc.Libc;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A folder in a file system of type bpf, where systemd holds no descriptors: in a pod, or if the engine was started by hand. Root makes
 * the folder for the engine's user beforehand. Each name is a folder in it, with a file for each descriptor.
 */
public final class PinnedDescriptorStore implements DescriptorStore {
  private static final Logger LOG = LoggerFactory.getLogger(PinnedDescriptorStore.class);
  private static final Set<PosixFilePermission> OWN = PosixFilePermissions.fromString("rwx------");

  private final Path folder;

  private PinnedDescriptorStore(Path folder) {
    this.folder = folder;
  }

  /**
   * The store in a folder.
   *
   * @throws IOException if others than this process's user could change what is in the folder
   */
  static PinnedDescriptorStore in(Path folder) throws IOException {
    int owner = (Integer) Files.getAttribute(folder, "unix:uid", LinkOption.NOFOLLOW_LINKS);
    Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(folder, LinkOption.NOFOLLOW_LINKS);
    if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS) || owner != Libc.geteuid()) {
      throw new IOException("it is not a folder of user " + Libc.geteuid() + ", but of user " + owner);
    }
    if (permissions.contains(PosixFilePermission.GROUP_WRITE) || permissions.contains(PosixFilePermission.OTHERS_WRITE)) {
      throw new IOException("other users may change it; run 'chmod 700 " + folder + "'");
    }
    Files.setPosixFilePermissions(folder, OWN); // kubelet makes folders that all users can read
    return new PinnedDescriptorStore(folder);
  }

  @Override
  public void add(String name, List<Integer> fds) throws IOException {
    Path into = folder.resolve(name);
    if (!Files.isDirectory(into)) {
      Files.createDirectory(into, PosixFilePermissions.asFileAttribute(OWN));
    }
    int number = files(into).size();
    for (int fd : fds) {
      BpfDescriptor.pin(fd, into.resolve(Integer.toString(number)));
      number++;
    }
  }

  @Override
  public SequencedMap<String, List<Integer>> received() {
    SequencedMap<String, List<Integer>> all = new TreeMap<>();
    try {
      for (Path name : files(folder)) {
        all.put(name.getFileName().toString(), opened(name));
      }
    } catch (IOException e) {
      LOG.warn("{} cannot be read: {}; what an earlier process recorded there is lost", folder, Reason.of(e));
    }
    return all;
  }

  private static List<Integer> opened(Path name) throws IOException {
    List<Integer> fds = new ArrayList<>();
    for (Path file : files(name)) {
      fds.add(BpfDescriptor.open(file));
    }
    return fds;
  }

  private static List<Path> files(Path of) throws IOException {
    List<Path> files = new ArrayList<>();
    try (DirectoryStream<Path> all = Files.newDirectoryStream(of)) {
      all.forEach(files::add);
    }
    return files;
  }

  @Override
  public void remove(String name) {
    Path from = folder.resolve(name);
    try {
      if (Files.isDirectory(from)) {
        for (Path file : files(from)) {
          Files.delete(file);
        }
        Files.delete(from);
      }
    } catch (IOException e) {
      LOG.warn("{} cannot be removed: {}; a probe stays attached until 'eyas driver detach' removes it", from, Reason.of(e));
    }
  }

  @Override
  public String description() {
    return folder.toString();
  }
}

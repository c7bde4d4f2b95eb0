package org.eyas.fields.hash;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Finds the kind of a mount by its id, from the tables of mounts in /proc. To ask the file system itself (statfs) could take for
 * ever. Answers are kept for five seconds, because the kernel uses an id again after the mount has ended. Any thread may call it.
 */
final class MountTable {
  private static final long KEPT_NANOS = TimeUnit.SECONDS.toNanos(5);
  private static final int MOST = 4_096;
  private static final String FIRST = "1";
  private static final Set<String> DISKS = Set.of("ext2", "ext3", "ext4", "xfs", "btrfs", "f2fs");
  private static final Set<String> UNCACHED =
      Set.of("tmpfs", "ramfs", "zfs", "bcachefs", "squashfs", "erofs", "iso9660", "vfat", "exfat");
  private static final String OVERLAY = "overlay";

  private final Path proc;
  private final Map<Long, Known> known = new LinkedHashMap<>();
  private Set<String> imageDevices = Set.of();
  private long imagesNanos;
  private boolean hasImages;

  private record Known(MountKind kind, long nanos) {}

  /** @param proc the /proc of the host */
  MountTable(Path proc) {
    this.proc = proc;
  }

  /**
   * The kind of a mount.
   *
   * @param pid a process that sees the mount
   */
  synchronized MountKind kindOf(long id, long pid) {
    long now = System.nanoTime();
    Known found = known.get(id);
    if (found == null || now - found.nanos > KEPT_NANOS) {
      read(Long.toString(pid), now);
      found = known.get(id);
    }
    if (found == null || now - found.nanos > KEPT_NANOS) {
      read(FIRST, now); // the program of a process that a runtime moves into a container
      found = known.get(id);
    }
    return found == null || now - found.nanos > KEPT_NANOS ? MountKind.FOREIGN : found.kind;
  }

  private void read(String pid, long now) {
    if (!hasImages || now - imagesNanos > KEPT_NANOS) {
      imageDevices = imageDevices();
      imagesNanos = now;
      hasImages = true;
    }
    if (known.size() > MOST) {
      known.clear();
    }
    forEachMount(pid, (id, device, type) -> known.put(id, new Known(kind(device, type), now)));
  }

  // Any user can mount an overlay of a FUSE file system in a namespace of her own, but not in that of the first process.
  private Set<String> imageDevices() {
    Set<String> devices = new HashSet<>();
    forEachMount(FIRST, (_, device, type) -> {
      if (type.equals(OVERLAY)) {
        devices.add(device);
      }
    });
    return devices;
  }

  private MountKind kind(String device, String type) {
    if (type.equals(OVERLAY)) {
      return imageDevices.contains(device) ? MountKind.IMAGE : MountKind.FOREIGN;
    }
    return DISKS.contains(type) ? MountKind.DISK : UNCACHED.contains(type) ? MountKind.VOLATILE : MountKind.FOREIGN;
  }

  private interface MountVisitor {
    void onMount(long id, String device, String type);
  }

  // 36 35 98:0 /mnt1 /mnt2 rw,noatime master:1 - ext3 /dev/root rw,errors=continue
  private void forEachMount(String pid, MountVisitor visitor) {
    Path file = proc.resolve(pid).resolve("mountinfo");
    try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.ISO_8859_1)) {
      for (@Nullable String line = lines.readLine(); line != null; line = lines.readLine()) {
        int type = line.indexOf(" - ");
        String[] begin = line.split(" ", 4);
        if (type > 0 && begin.length == 4) {
          visitor.onMount(Long.parseLong(begin[0]), begin[2], line.substring(type + 3).split(" ", 2)[0]);
        }
      }
    } catch (IOException | NumberFormatException e) {
      // The process has ended: its mounts count as unknown.
      return;
    }
  }
}

package org.eyas.engine.field;

import java.util.Map;
import org.eyas.api.data.ByteBuilder;
import org.eyas.api.data.ByteView;
import org.eyas.api.data.Bytes;
import org.eyas.api.data.Text;
import org.eyas.api.event.Event;
import org.eyas.api.event.EventType;
import org.eyas.api.field.FieldReader;
import org.eyas.engine.schema.EventSchema;
import org.eyas.engine.text.PathResolver;

/** Reads {@code file.aliased}. A relative symbolic link is resolved from the link's own directory, as the kernel does. */
final class AliasedPath implements FieldReader.OfBytes {
  private static final EventType LINK_AT = EventSchema.current().type("SYSCALL_LINKAT_2_X");
  private static final int LINK_AT_DIRECTORY = LINK_AT.indexOf("olddir");
  private static final int MOUNT_SOURCE = MountCall.TYPE.indexOf("dev");
  private static final int[] OLD_NAME =
      EventTraits.params(Map.of("SYSCALL_LINK_2_X", "oldpath", "SYSCALL_LINKAT_2_X", "oldpath"));
  private static final int[] TARGET =
      EventTraits.params(Map.of("SYSCALL_SYMLINK_X", "target", "SYSCALL_SYMLINKAT_X", "target"));
  private static final int[] LINK =
      EventTraits.params(Map.of("SYSCALL_SYMLINK_X", "linkpath", "SYSCALL_SYMLINKAT_X", "linkpath"));

  private final AbsolutePath path = new AbsolutePath();
  private final ByteView directory = new ByteView();
  private final ByteBuilder target = new ByteBuilder();

  @Override
  public Bytes read(Event event) {
    int code = event.type().code();
    if (event.number(0) != 0 || !event.process().known()) {
      return Text.ABSENT;
    }
    if (OLD_NAME[code] >= 0) {
      return linked(event, OLD_NAME[code]);
    }
    if (TARGET[code] >= 0) {
      return pointedTo(event, event.bytes(TARGET[code]), LINK[code]);
    }
    return MountCall.makesAlias(event) ? path.read(event, MOUNT_SOURCE) : Text.ABSENT;
  }

  // An empty path with AT_EMPTY_PATH is the descriptor itself.
  private Bytes linked(Event event, int oldName) {
    if (event.type() == LINK_AT && event.bytes(oldName).isEmpty()) {
      return event.process().descriptors().fd(event.number(LINK_AT_DIRECTORY)).name();
    }
    return path.read(event, oldName);
  }

  private Bytes pointedTo(Event event, Bytes given, int linkParam) {
    Bytes link = path.read(event, linkParam);
    PathResolver.resolveLong(link.slice(0, link.lastIndexOf('/') + 1, directory), given, target);
    return target.view();
  }
}

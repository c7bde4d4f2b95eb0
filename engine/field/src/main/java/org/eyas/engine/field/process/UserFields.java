package org.eyas.engine.field.process;

import static org.eyas.api.event.ValueType.INT64;
import static org.eyas.api.event.ValueType.UINT32;

import java.util.List;
import org.eyas.api.data.Bytes;
import org.eyas.api.data.Text;
import org.eyas.api.event.Event;
import org.eyas.api.event.ParamDefinition.Format;
import org.eyas.api.field.Presence;
import org.eyas.api.process.Credentials;
import org.eyas.engine.field.FieldRow;
import org.eyas.engine.field.param.ProcessAccounts;

/**
 * The user and group of a process, and the login user. The accounts of the container name the user and group. The
 * accounts of the machine name the login user, because people log in to the machine.
 */
public final class UserFields {
  private static final Text NOT_AVAILABLE = Text.of("<NA>");
  private static final Text ROOT = Text.of("root");
  private static final Text ROOT_HOME = Text.of("/root");
  private static final long UNSET = 0xffff_ffffL;

  private UserFields() {}

  public static List<FieldRow> users() {
    return List.of(
        FieldRow.number("user.uid", UINT32, "The uid.",
            (e, out) -> e.process().known() ? out.set(credentials(e).uid()) : Presence.ABSENT).format(Format.ID).ofProcess(),
        FieldRow.text("user.name", "The user's name.",
            UserFields::userName).ofProcess(),
        FieldRow.text("user.homedir", "The user's home directory.",
            e -> known(e, ProcessAccounts.process(e).homeDirectory(credentials(e).uid()), credentials(e).uid(),
                ROOT_HOME))
            .ofProcess(),
        FieldRow.text("user.shell", "The user's login shell.",
            e -> known(e, ProcessAccounts.process(e).shell(credentials(e).uid()), UNSET, NOT_AVAILABLE)).ofProcess(),
        FieldRow.number("user.loginuid", INT64, "The uid of the login user (auid); -1 if there is none.",
            (e, out) -> e.process().known() ? out.set(loginUid(e)) : Presence.ABSENT).format(Format.ID).ofProcess(),
        FieldRow.text("user.loginname", "The name of the login user.",
            e -> known(e, e.accounts().userName(credentials(e).loginuid()), credentials(e).loginuid(),
                ROOT))
            .ofProcess());
  }

  public static List<FieldRow> groups() {
    return List.of(
        FieldRow.number("group.gid", UINT32, "The gid.",
            (e, out) -> e.process().known() ? out.set(credentials(e).gid()) : Presence.ABSENT).format(Format.ID).ofProcess(),
        FieldRow.text("group.name", "The group's name.",
            e -> known(e, ProcessAccounts.process(e).groupName(credentials(e).gid()), credentials(e).gid(), ROOT)).ofProcess());
  }

  private static Bytes userName(Event event) {
    Bytes configured = ContainerEventUser.of(event);
    long uid = credentials(event).uid();
    return configured.isPresent() ? configured : known(event, ProcessAccounts.process(event).userName(uid), uid, ROOT);
  }

  private static Credentials credentials(Event event) {
    return event.process().credentials();
  }

  private static long loginUid(Event event) {
    long uid = credentials(event).loginuid() & UNSET;
    return uid == UNSET ? -1 : uid;
  }

  /** Root needs no entry in the accounts. Unknown users and groups get a text that says so. */
  private static Bytes known(Event event, Bytes found, long id, Text ofRoot) {
    if (!event.process().known()) {
      return Text.ABSENT;
    }
    return found.isPresent() || found == Text.PENDING ? found : id == 0 ? ofRoot : NOT_AVAILABLE;
  }
}

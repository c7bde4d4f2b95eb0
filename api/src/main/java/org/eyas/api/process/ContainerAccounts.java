package org.eyas.api.process;

import org.eyas.api.data.Bytes;
import org.eyas.api.data.Text;

/**
 * The accounts of the container of a process, as an enricher attaches them with {@link #KEY}. Without such an attachment the accounts
 * of the machine hold ({@link org.eyas.api.event.Event#accounts}).
 *
 * <p>An attached value is called on the loop's thread for each event that needs a name: it must be immutable and must not allocate.
 * Its ids are those of events, outside of all user namespaces.
 */
public final class ContainerAccounts {
  public static final AttachmentKey<Accounts> KEY = new AttachmentKey<>("accounts", Accounts.class);

  /** The accounts are being read. The enricher attaches the result soon. */
  public static final Accounts PENDING = new Same(Text.PENDING);

  /** The container has accounts of its own, but they cannot be read: no id has a name. */
  public static final Accounts UNKNOWN = new Same(Text.ABSENT);

  /** The process has left its container: the accounts of the machine hold. */
  public static final Accounts MACHINE = new Same(Text.ABSENT);

  private ContainerAccounts() {}

  private static final class Same implements Accounts {
    private final Text answer;

    Same(Text answer) {
      this.answer = answer;
    }

    @Override
    public Bytes userName(long uid) {
      return answer;
    }

    @Override
    public Bytes homeDirectory(long uid) {
      return answer;
    }

    @Override
    public Bytes shell(long uid) {
      return answer;
    }

    @Override
    public Bytes groupName(long gid) {
      return answer;
    }
  }
}

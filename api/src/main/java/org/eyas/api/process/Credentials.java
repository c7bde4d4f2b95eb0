package org.eyas.api.process;

/**
 * The user, group and capabilities of a thread. Immutable; threads share it. Ids are unsigned 32-bit numbers, 0xffffffff if
 * unknown. Capabilities are bit sets in the scap encoding.
 *
 * @param uid the effective user id
 * @param gid the effective group id
 * @param loginuid the login (audit) user id; 0xffffffff if it is not set
 * @param capPermitted capabilities that the thread may use
 * @param capEffective capabilities in force
 * @param capInheritable capabilities that the thread passes on
 */
public record Credentials(
    long uid, long gid, long loginuid, long capPermitted, long capEffective, long capInheritable) {
  private static final long NO_ID = 0xffff_ffffL;

  public static final Credentials UNKNOWN = new Credentials(NO_ID, NO_ID, NO_ID, 0, 0, 0);

  /** Returns this object if nothing changes, as all methods that begin with {@code with}. */
  public Credentials withUid(long changed) {
    return changed == uid ? this : new Credentials(changed, gid, loginuid, capPermitted, capEffective, capInheritable);
  }

  public Credentials withGid(long changed) {
    return changed == gid ? this : new Credentials(uid, changed, loginuid, capPermitted, capEffective, capInheritable);
  }

  public Credentials withLoginuid(long changed) {
    return changed == loginuid ? this : new Credentials(uid, gid, changed, capPermitted, capEffective, capInheritable);
  }

  public Credentials withCapabilities(long permitted, long effective, long inheritable) {
    boolean same = permitted == capPermitted && effective == capEffective && inheritable == capInheritable;
    return same ? this : new Credentials(uid, gid, loginuid, permitted, effective, inheritable);
  }
}

package org.eyas.engine.state;

/**
 * The user, groups and capabilities of a thread. Most threads share the object with others.
 *
 * @param uid effective user, unsigned 32 bit, all bits set if unknown; the same for gid and loginuid
 * @param permitted capabilities as bits; the same for effective and inheritable
 */
record Credentials(long uid, long gid, long loginuid, long permitted, long effective, long inheritable) {
  static final Credentials UNKNOWN =
      new Credentials(ThreadState.UNKNOWN_ID, ThreadState.UNKNOWN_ID, ThreadState.UNKNOWN_ID, 0, 0, 0);

  Credentials withUid(long changed) {
    return changed == uid ? this : new Credentials(changed, gid, loginuid, permitted, effective, inheritable);
  }

  Credentials withGid(long changed) {
    return changed == gid ? this : new Credentials(uid, changed, loginuid, permitted, effective, inheritable);
  }

  Credentials withLoginuid(long changed) {
    return changed == loginuid ? this : new Credentials(uid, gid, changed, permitted, effective, inheritable);
  }

  Credentials withCapabilities(long newInheritable, long newPermitted, long newEffective) {
    boolean same = newInheritable == inheritable && newPermitted == permitted && newEffective == effective;
    return same ? this : new Credentials(uid, gid, loginuid, newPermitted, newEffective, newInheritable);
  }
}

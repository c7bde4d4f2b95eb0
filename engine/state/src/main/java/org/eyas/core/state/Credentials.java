package org.eyas.core.state;

/**
 * Who runs a thread; most threads share theirs with others.
 *
 * @param uid effective user, unsigned 32 bit with all bits set where unknown; gid and loginuid likewise
 * @param permitted capabilities as bits, as are effective and inheritable ones
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

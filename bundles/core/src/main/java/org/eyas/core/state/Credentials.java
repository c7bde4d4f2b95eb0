package org.eyas.core.state;

/** Who runs a thread; ids are unsigned 32 bit with all bits set where unknown, capabilities are bit sets. */
final class Credentials {
  long uid = ThreadState.UNKNOWN_ID;
  long gid = ThreadState.UNKNOWN_ID;
  long loginuid = ThreadState.UNKNOWN_ID;
  long permitted;
  long effective;
  long inheritable;

  /** What clone passes on; its event tells uid and gid. */
  void inherit(Credentials from) {
    loginuid = from.loginuid;
    permitted = from.permitted;
    effective = from.effective;
    inheritable = from.inheritable;
  }

  void capabilities(long newInheritable, long newPermitted, long newEffective) {
    inheritable = newInheritable;
    permitted = newPermitted;
    effective = newEffective;
  }
}

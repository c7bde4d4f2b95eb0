package org.eyas.enricher.session;

/** Ids of users as the kernel passes them: unsigned numbers of 32 bits. */
final class AccountIds {
  static final long ROOT = 0;
  /** No user: the id is not set or not known. */
  static final long UNKNOWN = 0xffff_ffffL;

  private AccountIds() {}
}

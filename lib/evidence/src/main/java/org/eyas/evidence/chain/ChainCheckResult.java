package org.eyas.evidence.chain;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The result of a check of one record, which grows while the record is read. */
public final class ChainCheckResult {
  /** Further findings are only counted. */
  private static final int MOST_FINDINGS = 100;

  private final String record;
  private final Set<String> wanted;
  private final List<ChainFinding> findings = new ArrayList<>();
  private long entries;
  private long unchained;
  private int uncounted;
  private boolean broken;
  private final Set<String> found = new HashSet<>();
  private String head = "";

  /**
   * @param record the name of the record: "history", "audit"
   * @param wanted heads that somebody has kept, of this record or others
   */
  public ChainCheckResult(String record, Collection<String> wanted) {
    this.record = record;
    this.wanted = Set.copyOf(wanted);
  }

  /** Adds an entry with its digest. */
  public void addEntry(String digest) {
    entries++;
    head = digest;
    if (wanted.contains(digest)) {
      found.add(digest);
    }
  }

  /** Adds an entry of an earlier version, which has no digest. */
  public void addUnchained() {
    unchained++;
  }

  /** Adds a place at which the chain is broken. */
  public void addBreak(String place, String text) {
    broken = true;
    add(new ChainFinding(true, place, text));
  }

  /** Adds a place for which there is another reason than a change of the record. */
  public void addNote(String place, String text) {
    add(new ChainFinding(false, place, text));
  }

  private void add(ChainFinding finding) {
    if (findings.size() < MOST_FINDINGS) {
      findings.add(finding);
    } else {
      uncounted++;
    }
  }

  public String record() {
    return record;
  }

  /** The entries with a digest. */
  public long entries() {
    return entries;
  }

  /** The entries without a digest, which an earlier version wrote. */
  public long unchained() {
    return unchained;
  }

  /** The first findings, in the order of the record. */
  public List<ChainFinding> findings() {
    return findings;
  }

  /** The number of findings that are not in the list. */
  public int furtherFindings() {
    return uncounted;
  }

  /** Whether entries were changed, removed, exchanged or added. */
  public boolean isBroken() {
    return broken;
  }

  /** The wanted heads that entries of the record have. All entries up to such an entry are those that led to the head. */
  public Set<String> found() {
    return found;
  }

  /** The digest of the last entry; empty if there is none. */
  public String head() {
    return head;
  }
}

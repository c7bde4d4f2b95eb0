package org.eyas.testkit;

import org.eyas.api.process.ProcessIds;

/** The ids of a {@link FakeProcess}. */
public final class FakeProcessIds implements ProcessIds {
  public long ptid = -1;
  public long sid = -1;
  public long pgid = -1;
  public long vtid;
  public long vpid;
  public long vpgid = -1;

  @Override
  public long ptid() {
    return ptid;
  }

  @Override
  public long sid() {
    return sid;
  }

  @Override
  public long pgid() {
    return pgid;
  }

  @Override
  public long vtid() {
    return vtid;
  }

  @Override
  public long vpid() {
    return vpid;
  }

  @Override
  public long vpgid() {
    return vpgid;
  }
}

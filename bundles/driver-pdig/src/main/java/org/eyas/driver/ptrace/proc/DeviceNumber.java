package org.eyas.driver.ptrace.proc;

/** Numbers of devices as stat(2) and events have them: 20 bits of the minor number around 12 of the major number. */
public final class DeviceNumber {
  private DeviceNumber() {}

  public static int of(int major, int minor) {
    return (minor & 0xff) | major << 8 | (minor & ~0xff) << 12;
  }
}

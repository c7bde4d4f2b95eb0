package org.eyas.driver.ptrace.event;

/** Numbers of devices as stat(2) and events have them: 20 bits of the minor number around 12 of the major number. */
final class DeviceNumber {
  private DeviceNumber() {}

  static int of(int major, int minor) {
    return (minor & 0xff) | major << 8 | (minor & ~0xff) << 12;
  }
}

package org.eyas.launcher.log;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.event.Level;

class LogSettingsTest {
  @AfterEach
  void forget() {
    System.clearProperty("eyas.log.level");
    System.clearProperty("eyas.log.stderr");
    System.clearProperty("eyas.log.copies");
  }

  @Test
  void informationIsShownUnlessConfiguredOtherwise() {
    assertTrue(LogSettings.allows(Level.INFO));
    assertFalse(LogSettings.allows(Level.DEBUG));
  }

  @Test
  void followsALevelThatIsSetLater() {
    System.setProperty("eyas.log.level", "critical");
    assertFalse(LogSettings.allows(Level.WARN));
    assertTrue(LogSettings.allows(Level.ERROR));
    System.setProperty("eyas.log.level", "debug");
    assertTrue(LogSettings.allows(Level.DEBUG));
  }

  @Test
  void linesThatNobodyReadsAreNotFormatted() {
    System.setProperty("eyas.log.stderr", "false");
    assertTrue(LogSettings.allows(Level.ERROR));
    System.setProperty("eyas.log.copies", "false");
    assertFalse(LogSettings.allows(Level.ERROR));
  }
}

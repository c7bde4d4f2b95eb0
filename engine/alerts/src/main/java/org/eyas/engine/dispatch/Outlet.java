package org.eyas.engine.dispatch;

import org.eyas.api.alert.Alert;

/** Receives alerts that are ready to be sent. */
interface Outlet {
  void accept(Alert alert) throws InterruptedException;
}

package org.eyas.engine.dispatch;

import org.eyas.api.alert.Alert;

/** Takes an alert that is ready to be sent. */
interface Outlet {
  void accept(Alert alert) throws InterruptedException;
}

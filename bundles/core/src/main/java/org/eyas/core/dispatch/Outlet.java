package org.eyas.core.dispatch;

import org.eyas.api.alert.Alert;

/** Takes an alert that is to go out. */
interface Outlet {
  void accept(Alert alert) throws InterruptedException;
}

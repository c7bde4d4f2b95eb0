package org.eyas.core.command;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.eyas.api.launch.LauncherServices;
import org.eyas.core.setting.EngineException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs the size of a memory page, as Falco does ({@code --page-size}). */
@Component(
    service = Callable.class,
    property = LauncherServices.MAIN_THREAD + "=true",
    configurationPid = "org.eyas.command.page-size",
    configurationPolicy = ConfigurationPolicy.REQUIRE)
public final class PageSizeCommand implements Callable<Integer> {
  private static final Logger LOG = LoggerFactory.getLogger(PageSizeCommand.class);

  /** The key of the page size in the kernel's auxiliary vector; see getauxval(3). */
  private static final long AT_PAGESZ = 6;

  private static final Path AUXILIARY_VECTOR = Path.of("/proc/self/auxv");

  @Activate
  public PageSizeCommand() {
    // the configuration is not needed
  }

  @Override
  public Integer call() throws IOException, EngineException {
    LOG.info("Your system page size is: {} bytes", pageSize(Files.readAllBytes(AUXILIARY_VECTOR)));
    return 0;
  }

  /** The page size in an auxiliary vector, which consists of pairs of a key and a value, each a 64 bit word. */
  public static long pageSize(byte[] vector) throws EngineException {
    ByteBuffer words = ByteBuffer.wrap(vector).order(ByteOrder.nativeOrder());
    while (words.remaining() >= 2 * Long.BYTES) {
      long key = words.getLong();
      long value = words.getLong();
      if (key == AT_PAGESZ) {
        return value;
      }
    }
    throw new EngineException("Unable to get the system page size: " + AUXILIARY_VECTOR + " does not contain it");
  }
}

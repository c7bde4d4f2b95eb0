package org.eyas.launcher.shipped;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.osgi.framework.BundleReference;
import org.osgi.framework.Constants;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.wiring.FrameworkWiring;

/** Bundles of the class path in a real framework. */
class ClassPathBundlesTest {
  private static final String EXPORTED = Exported.class.getName();

  @TempDir private Path folder;
  private Path shipped;
  private Path closed;
  private URLClassLoader program;
  private ClassPathBundles bundles;
  private Framework framework;

  /** A class of a bundle. */
  static final class Exported {}

  @BeforeEach
  void start() throws Exception {
    shipped = ShippedJar.named("shipped").exporting("org.eyas.launcher.shipped").with(Exported.class).to(folder);
    closed = ShippedJar.named("closed").with(Exported.class).to(folder);
    program = new URLClassLoader(new URL[] {shipped.toUri().toURL(), closed.toUri().toURL()}, null);
    bundles = new ClassPathBundles(shipped + ":" + closed, program);
    framework = new org.apache.felix.framework.FrameworkFactory().newFramework(settings(), bundles);
    framework.start();
  }

  private Map<String, String> settings() {
    return Map.of(
        Constants.FRAMEWORK_STORAGE, folder.resolve("storage").toString(),
        Constants.FRAMEWORK_BSNVERSION, Constants.FRAMEWORK_BSNVERSION_MULTIPLE,
        "felix.bootdelegation.implicit", "false");
  }

  @AfterEach
  void stop() throws Exception {
    framework.stop();
    framework.waitForStop(60_000);
    program.close();
  }

  private Bundle install(Path jar) throws BundleException {
    Bundle bundle = framework.getBundleContext().installBundle(bundles.location(jar));
    bundle.start();
    return bundle;
  }

  private void update(Bundle bundle, Path jar) throws Exception {
    try (InputStream in = Files.newInputStream(jar)) {
      bundle.update(in);
    }
    refresh(bundle);
  }

  private void refresh(Bundle bundle) throws InterruptedException {
    CountDownLatch done = new CountDownLatch(1);
    Objects.requireNonNull(framework.adapt(FrameworkWiring.class)).refreshBundles(List.of(bundle), _ -> done.countDown());
    done.await();
  }

  private static void assertLoaderOfItsOwn(Bundle bundle) throws ClassNotFoundException {
    BundleReference loader = assertInstanceOf(BundleReference.class, bundle.loadClass(EXPORTED).getClassLoader());
    assertSame(bundle, loader.getBundle());
  }

  @Test
  void classesOfAJarOnTheClassPathComeFromTheLoaderOfTheProgram() throws Exception {
    assertSame(program, install(shipped).loadClass(EXPORTED).getClassLoader());
  }

  @Test
  void aBundleThatIsNotOnTheClassPathHasALoaderOfItsOwn() throws Exception {
    assertLoaderOfItsOwn(install(ShippedJar.named("dropped").with(Exported.class).to(folder)));
  }

  @Test
  void anUpdatedBundleHasALoaderOfItsOwn() throws Exception {
    Bundle bundle = install(shipped);
    bundle.loadClass(EXPORTED);
    update(bundle, ShippedJar.named("update").symbolicName("shipped").with(Exported.class).to(folder));
    assertLoaderOfItsOwn(bundle);
  }

  @Test
  void anUpdatedBundleDoesNotSeeTheClassesOfItsPredecessor() throws Exception {
    Bundle bundle = install(shipped);
    update(bundle, ShippedJar.named("update").symbolicName("shipped").to(folder));
    assertThrows(ClassNotFoundException.class, () -> bundle.loadClass(EXPORTED));
  }

  @Test
  void anotherBundleSharesExportedClassesOnly() throws Exception {
    Bundle provider = install(shipped);
    Bundle wired = install(ShippedJar.named("wired").importing("org.eyas.launcher.shipped").to(folder));
    Bundle unwired = install(ShippedJar.named("unwired").to(folder));
    assertSame(provider.loadClass(EXPORTED), wired.loadClass(EXPORTED));
    assertThrows(ClassNotFoundException.class, () -> unwired.loadClass(EXPORTED));
  }

  @Test
  void aPackageThatIsNotExportedCannotBeImported() throws Exception {
    install(closed);
    Path asking = ShippedJar.named("asking").importing("org.eyas.launcher.shipped").to(folder);
    assertThrows(BundleException.class, () -> install(asking));
  }

  @Test
  void entriesAreReadFromTheJar() throws Exception {
    Bundle bundle = install(shipped);
    List<URL> found = Collections.list(bundle.findEntries("OSGI-INF", "*.xml", false));
    assertEquals(1, found.size());
    assertEquals("shipped", text(found.getFirst()));
    assertEquals("shipped", text(Objects.requireNonNull(bundle.getEntry("OSGI-INF/name.xml"))));
  }

  @Test
  void entriesAreFoundInEachSearchAndAfterARefresh() throws Exception {
    Bundle bundle = install(shipped);
    List<String> first = entries(bundle);
    assertEquals(first, entries(bundle));
    refresh(bundle);
    assertEquals(first, entries(bundle));
  }

  private static List<String> entries(Bundle bundle) {
    return Collections.list(bundle.findEntries("/", "*", true)).stream().map(URL::getPath).toList();
  }

  private static String text(URL url) throws IOException {
    try (InputStream in = url.openStream()) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void aRefreshedBundleKeepsTheLoaderOfTheProgram() throws Exception {
    Bundle bundle = install(shipped);
    Class<?> before = bundle.loadClass(EXPORTED);
    refresh(bundle);
    assertSame(before, bundle.loadClass(EXPORTED));
    assertNotSame(Exported.class, before);
  }
}

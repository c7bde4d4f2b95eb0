package org.eyas.itests;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.Image;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.IntSummaryStatistics;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;

/**
 * Makes one picture of all pages of the console from the screenshots of the browser tests: each page light on a wide screen, and dark on
 * a phone. A list of their names is beside it, which {@code ScreenshotSheetTest} reads. {@code test/itests/screenshot-sheet} runs it.
 */
final class ScreenshotSheet {
  private static final String WIDE = "-1440-light.png";
  private static final String PHONE = "-390-dark.png";
  private static final String OVERVIEW = "overview-alerts";
  private static final int OVERVIEW_WIDTH = 960;
  private static final int HEIGHT = 420;
  private static final int WIDE_WIDTH = HEIGHT * 1440 / 844;
  private static final int PHONE_WIDTH = HEIGHT * 390 / 844;
  private static final int GAP = 12;
  private static final int LABEL = 22;
  private static final int COLUMNS = 3;
  private static final int STEP = 16; // fewer colours make a smaller file

  private ScreenshotSheet() {}

  /** Arguments: the folder of the screenshots, the file to write; the names go to a file that ends with .txt instead of .png. */
  public static void main(String[] args) throws IOException {
    Path folder = Path.of(args[0]);
    List<String> pages = pages(folder);
    if (pages.isEmpty()) {
      throw new IOException(folder + " has no screenshots: run the browser tests first");
    }
    int rows = (pages.size() + COLUMNS - 1) / COLUMNS;
    int cellWidth = WIDE_WIDTH + PHONE_WIDTH + 3 * GAP;
    int cellHeight = HEIGHT + LABEL + GAP;
    BufferedImage sheet = new BufferedImage(COLUMNS * cellWidth, rows * cellHeight + GAP, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = sheet.createGraphics();
    graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    graphics.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 13));
    graphics.setColor(new Color(0xd0d0d0));
    graphics.fillRect(0, 0, sheet.getWidth(), sheet.getHeight());
    for (int i = 0; i < pages.size(); i++) {
      int x = i % COLUMNS * cellWidth + GAP;
      int y = i / COLUMNS * cellHeight + GAP;
      graphics.setColor(Color.BLACK);
      graphics.drawString(pages.get(i), x, y + LABEL - 8);
      draw(graphics, folder.resolve(pages.get(i) + WIDE), x, y + LABEL, WIDE_WIDTH);
      draw(graphics, folder.resolve(pages.get(i) + PHONE), x + WIDE_WIDTH + GAP, y + LABEL, PHONE_WIDTH);
    }
    reduce(sheet);
    File file = new File(args[1]);
    ImageIO.write(sheet, "png", file);
    Files.write(Path.of(args[1].replaceFirst("\\.png$", ".txt")), pages);
    System.out.printf("%s: %d pages, %d kB%n", file, pages.size(), file.length() / 1_000);
    writeOverview(folder.resolve(OVERVIEW + WIDE), new File(file.getParentFile(), "console-overview.png"));
  }

  /** The picture of one page, for the README. */
  private static void writeOverview(Path page, File file) throws IOException {
    BufferedImage small = new BufferedImage(OVERVIEW_WIDTH, OVERVIEW_WIDTH * 844 / 1440, BufferedImage.TYPE_INT_RGB);
    Image scaled =
        ImageIO.read(page.toFile()).getScaledInstance(small.getWidth(), small.getHeight(), Image.SCALE_AREA_AVERAGING);
    small.createGraphics().drawImage(scaled, 0, 0, null);
    reduce(small);
    ImageIO.write(small, "png", file);
    System.out.printf("%s: %d kB%n", file, file.length() / 1_000);
  }

  private static List<String> pages(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(WIDE))
          .map(name -> name.substring(0, name.length() - WIDE.length()))
          .sorted()
          .toList();
    }
  }

  private static void draw(Graphics2D graphics, Path file, int x, int y, int width) throws IOException {
    if (Files.exists(file)) {
      Image small = ImageIO.read(file.toFile()).getScaledInstance(width, HEIGHT, Image.SCALE_AREA_AVERAGING);
      graphics.drawImage(small, x, y, null);
    }
  }

  private static void reduce(BufferedImage sheet) {
    for (int y = 0; y < sheet.getHeight(); y++) {
      for (int x = 0; x < sheet.getWidth(); x++) {
        sheet.setRGB(x, y, reduced(new Color(sheet.getRGB(x, y))));
      }
    }
  }

  // The pages' dark colours are nearly grey; rounding each part of them would make them blue.
  private static int reduced(Color colour) {
    int[] parts = {colour.getRed(), colour.getGreen(), colour.getBlue()};
    IntSummaryStatistics range = IntStream.of(parts).summaryStatistics();
    if (range.getMax() - range.getMin() < STEP) {
      int grey = nearest((int) range.getAverage());
      return new Color(grey, grey, grey).getRGB();
    }
    return new Color(nearest(parts[0]), nearest(parts[1]), nearest(parts[2])).getRGB();
  }

  private static int nearest(int value) {
    return Math.min(255, (value + STEP / 2) / STEP * STEP);
  }
}

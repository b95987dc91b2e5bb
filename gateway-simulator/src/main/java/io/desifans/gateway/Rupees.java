package io.desifans.gateway;

/** An amount as people in India write it: 2147483647 paise are ₹2,14,74,836.47. */
final class Rupees {

    private Rupees() {}

    static String of(long paise) {
        String rupees = Long.toString(paise / 100);
        int ungrouped = Math.max(0, rupees.length() - 3);
        String grouped = rupees.substring(0, ungrouped).replaceAll("(?<=\\d)(?=(\\d\\d)+$)", ",");
        String last = rupees.substring(ungrouped);
        return "₹" + (grouped.isEmpty() ? last : grouped + "," + last) + "." + String.format("%02d", paise % 100);
    }
}

package io.desifans.app;

import io.desifans.app.DemoPlatform.Creator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Makes a platform of the demo: creators with pictures, fans who subscribe, buy, talk and book, payouts. What each of them
 * does is drawn from a fixed seed, so that it is always the same, whoever is first.
 */
final class DemoGrowth {

    private static final int AT_ONCE = 6;
    private static final int FIRST_NUMBER = 4;
    private static final int POSTS = 3;

    /** How many of its creators are. */
    static final int PAID_OUT = 5;

    private final DemoData demo;
    private final DemoPlatform platform = DemoPlatform.read();
    private final AtomicInteger done = new AtomicInteger();
    private final int all = platform.creators().size() + platform.fans().size() + PAID_OUT;

    DemoGrowth(DemoData demo) {
        this.demo = demo;
    }

    void grow(DemoClient admin) {
        try (ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE)) {
            List<Callable<DemoShop>> openings = new ArrayList<>();
            for (int i = 0; i < platform.creators().size(); i++) {
                int number = i;
                openings.add(() -> opened(number));
            }
            List<DemoShop> shops = all(threads, openings);
            List<Callable<Void>> visits = new ArrayList<>();
            for (int i = 0; i < platform.fans().size(); i++) {
                int number = i;
                visits.add(() -> visit(number, shops));
            }
            all(threads, visits);
            List<Callable<Void>> payouts = new ArrayList<>();
            for (DemoShop shop : shops.subList(0, PAID_OUT)) payouts.add(() -> payOut(shop, admin));
            all(threads, payouts);
        }
    }

    private static <T> List<T> all(ExecutorService threads, List<Callable<T>> tasks) {
        try {
            List<T> results = new ArrayList<>();
            for (Future<T> result : threads.invokeAll(tasks)) results.add(result.get());
            return results;
        } catch (ExecutionException e) {
            throw new IllegalStateException("The demo could not be made.", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private DemoShop opened(int number) {
        Creator who = platform.creators().get(number);
        DemoShop shop = demo.shop(
                FIRST_NUMBER + number,
                demo.creator(
                        who.username(),
                        who.name(),
                        who.gender(),
                        who.categories().toArray(String[]::new)));
        shop.offer(who.tier().title(), who.tier().description(), who.tier().fee());
        for (int post = 0; post < who.posts().size(); post++)
            shop.postAlso(post, who.posts().get(post), who.username() + "-" + (post + 1));
        shop.sell(who.sold().caption(), who.username() + "-sold", who.sold().price());
        shop.service(
                who.service().name(),
                who.service().description(),
                who.service().price(),
                who.service().type());
        finished();
        return shop;
    }

    private Void visit(int number, List<DemoShop> shops) {
        Random random = new Random(number);
        String name = platform.fans().get(number);
        DemoClient fan = demo.fan(name.toLowerCase(Locale.ROOT).replace(' ', '.'), name);
        int favourite = random.nextInt(shops.size());
        for (int i = 0; i < 2 + random.nextInt(4); i++)
            shops.get((favourite + i) % shops.size()).followedBy(fan);
        DemoShop shop = shops.get(favourite);
        shop.joinedBy(fan);
        for (int post = 0; post < POSTS; post++) {
            if (random.nextInt(3) > 0) shop.likedBy(fan, post);
            if (random.nextInt(3) == 0) shop.commentedBy(fan, number, post, any(platform.comments(), random));
        }
        if (random.nextInt(3) == 0) shops.get((favourite + 1) % shops.size()).soldTo(fan);
        if (random.nextInt(4) == 0)
            shop.bookedBy(fan, any(platform.questions(), random), any(platform.answers(), random));
        finished();
        return null;
    }

    private static String any(List<String> texts, Random random) {
        return texts.get(random.nextInt(texts.size()));
    }

    private Void payOut(DemoShop shop, DemoClient admin) {
        DemoData.payOut(shop.creator(), admin);
        finished();
        return null;
    }

    /** Says each tenth. */
    private void finished() {
        int before = 10 * done.getAndIncrement() / all;
        int now = 10 * done.get() / all;
        if (now > before) System.out.printf("  %d %%%n", 10 * now);
    }
}

//! An article: its words, its way around, what stands beside it, and what to do if it did not help.

use guichet_model::{ArticleKey, Audience, Locale, Page, ProblemCode};
use leptos::prelude::*;

use crate::{
    components::{
        cards::{self, unbroken},
        icons::icon,
        shell::Head,
        status, ways,
    },
    page::{Body, Context},
    portal::{ArticleView, TocEntry},
    structured,
};

/// An article with fewer headings than this needs no table of contents.
const TOC_FROM: usize = 3;

pub(crate) fn body(context: &Context<'_>, key: &ArticleKey) -> Result<(u16, Body), ProblemCode> {
    let words = &context.words;
    let article = context
        .portal
        .article(context.locale(), context.request.viewer, key, words)
        .ok_or(ProblemCode::NotFound)?;
    // Articles are read by many: only those of a service that is disturbed now carry the line, and the script that keeps it up to date.
    let disturbed = status::watches(context)
        && !context.portal.board().open_for(&article.service_ids).is_empty();
    let incidents = disturbed.then(|| status::widget(context, Some(&article.service_ids)));
    let head = Head {
        alternates: Some(article.translations.clone()),
        structured: Some(structured::article(context, key, &article)),
        live: disturbed,
        ..Head::new(article.title.clone(), article.description.clone())
    };
    // Only the article's own words are in its language: the page around them keeps the reader's, and its direction.
    let foreign = (article.locale.as_str() != words.language()).then(|| article.locale.clone());
    let lang = foreign.as_ref().map(Locale::to_string);
    let direction = foreign.as_ref().map(Locale::direction);
    let trail = vec![
        (words.categories_title(), Page::Categories),
        (article.category.1.clone(), Page::Category(article.category.0.clone())),
    ];
    let notices = notices(context, key, &article);
    let meta = meta(context, key, &article);
    let toc = toc(context, &article.toc, foreign.as_ref());
    let has_toc = toc.is_some();
    let related = article.related;
    let view = view! {
        <div class="container page article-page" class:with-toc=has_toc>
            {cards::breadcrumbs(context, trail)}
            {incidents}
            {notices}
            <article class="article">
                <header class="article-head">
                    <h1 lang=lang.clone() dir=direction>{unbroken(&article.title)}</h1>
                    {(!article.description.is_empty()).then(|| view! { <p class="lead" lang=lang.clone() dir=direction>{article.description}</p> })}
                    {meta}
                </header>
                {toc}
                <div class="prose" lang=lang dir=direction inner_html=article.html></div>
            </article>
            <aside class="after">
                {(!related.is_empty()).then(|| view! {
                    <section class="section">
                        <h2 class="section-title">{words.article_related()}</h2>
                        {cards::article_list(related)}
                    </section>
                })}
                <section class="section">
                    <h2 class="section-title">{words.still_stuck_title()}</h2>
                    <p class="section-text">{words.still_stuck_text()}</p>
                    {ways::ways(context, article.service.as_deref())}
                </section>
            </aside>
        </div>
    };
    Ok((200, Body { head, view: view.into_any() }))
}

fn notices(
    context: &Context<'_>,
    key: &ArticleKey,
    article: &ArticleView,
) -> impl IntoView + use<> {
    let words = &context.words;
    let fallback = (article.locale != *context.locale()).then(|| {
        let languages = language_list(key, article);
        view! {
            <div class="notice" role="note">
                <p class="notice-title">{words.article_fallback_title(context.locale().endonym())}</p>
                <p>{words.article_fallback_text(article.locale.endonym())}" "{languages}</p>
            </div>
        }
    });
    let behind = article.behind.as_ref().map(|(date, original)| {
        let url = Page::Article(key.clone()).path(original);
        view! {
            <div class="notice" role="note">
                <p class="notice-title">{words.article_stale_title()}</p>
                <p>
                    {words.article_stale_text(words.date(*date))}" "
                    <a href=url lang=original.to_string() hreflang=original.to_string()>{words.article_stale_link()}</a>
                </p>
            </div>
        }
    });
    view! { {fallback}{behind} }
}

fn language_list(key: &ArticleKey, article: &ArticleView) -> impl IntoView + use<> {
    let page = Page::Article(key.clone());
    article
        .translations
        .iter()
        .filter(|locale| **locale != article.locale)
        .map(|locale| {
            let tag = locale.to_string();
            view! { <a class="inline-language" href=page.path(locale) lang=tag.clone() hreflang=tag>{locale.endonym().to_owned()}</a>" " }
        })
        .collect_view()
}

fn meta(context: &Context<'_>, key: &ArticleKey, article: &ArticleView) -> impl IntoView + use<> {
    let words = &context.words;
    let audience = match article.audience {
        Audience::Everyone => None,
        Audience::Customers => Some(words.article_audience_customers()),
        Audience::Admins => Some(words.article_audience_admins()),
    };
    let updated = article.updated.map(|date| {
        view! { <li><time datetime=date.to_string()>{words.article_updated(words.date(date))}</time></li> }
    });
    let others = (article.translations.len() > 1).then(|| {
        view! { <li class="meta-languages">{icon("globe")}<span class="visually-hidden">{words.article_languages()}</span>{language_list(key, article)}</li> }
    });
    view! {
        <ul class="meta">
            {audience.map(|text| view! { <li class="meta-audience">{icon("lock")}{text}</li> })}
            {(!article.services.is_empty()).then(|| view! { <li>{words.article_about(words.list(&article.services))}</li> })}
            {updated}
            <li>{words.article_minutes(article.minutes)}</li>
            {others}
        </ul>
    }
}

fn toc(
    context: &Context<'_>,
    entries: &[TocEntry],
    foreign: Option<&Locale>,
) -> Option<impl IntoView + use<>> {
    let headings: Vec<cards::Heading> = entries
        .iter()
        .filter(|entry| entry.level <= 3)
        .map(|entry| (entry.level, entry.anchor.clone(), entry.title.clone()))
        .collect();
    (headings.len() >= TOC_FROM).then(|| cards::contents(context, headings, foreign))
}

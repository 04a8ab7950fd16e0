/// Every rule, in the order in which reports show them.
///
/// A test fails while a rule's file is not listed here.
public enum RuleRegistry {
    public static let all: [any Rule.Type] =
        document + language + headings + images + links + forms + frames + tables + structure + colour + text
        + keyboard + media + aria + portal

    /// The rules over all pages of a site.
    public static let site: [any SiteRule.Type] = [
        PageTitlesDiffer.self,
        NavigationKeepsItsOrder.self,
        ControlsKeepTheirName.self,
        HelpKeepsItsPlace.self,
        SiteHasSeveralWays.self,
        TextAlternativeFitsItsImage.self,
        VagueLinksLeadToOnePlace.self,
        SiteHasEntranceForAll.self,
    ]

    /// Both, in the order in which reports show them.
    public static let documented: [any DocumentedRule.Type] = all + site

    /// The rule with this id, now or formerly, or nil.
    public static func rule(_ id: String) -> (any DocumentedRule.Type)? { byID[id] }

    private static let byID = Dictionary(
        uniqueKeysWithValues: documented.flatMap { rule in
            ([rule.metadata.id] + rule.metadata.formerIDs).map { ($0, rule) }
        }
    )

    private static let document: [any Rule.Type] = [
        PageHasTitle.self,
        ViewportAllowsZoom.self,
        PageDoesNotRefresh.self,
        PageDoesNotRefreshAtAll.self,
        OrientationIsNotLocked.self,
        ZoomedTextIsNotClipped.self,
        EncodingIsConsistent.self,
        ViewportAllowsGenerousZoom.self,
        PageTitleIsSpecific.self,
        MarkupIsNotPresentational.self,
        PageOpensNoWindow.self,
        MarkupIsWellFormed.self,
        HeadLinkIsComplete.self,
        HiddenContentIsNoted.self,
    ]

    private static let language: [any Rule.Type] = [
        PageHasLanguage.self,
        PageLanguageIsValid.self,
        PageLanguageMatchesText.self,
        PartLanguageIsValid.self,
        PartLanguageMatchesText.self,
        ForeignPassageStatesLanguage.self,
        DirectionIsValid.self,
        LanguagesAgree.self,
    ]

    private static let headings: [any Rule.Type] = [
        HeadingHasName.self,
        PageHasHeadings.self,
        HeadingLevelsDoNotSkip.self,
        HeadingIsNotParagraph.self,
        BoldTextIsNoHeading.self,
        PageHasTopHeading.self,
    ]

    private static let images: [any Rule.Type] = [
        ImageHasName.self,
        ImageButtonHasName.self,
        AreaHasName.self,
        ImageNameIsNotPlaceholder.self,
        GraphicHasName.self,
        DecorationIsNotExposed.self,
        ImageMapIsClientSide.self,
        TextAlternativeIsBrief.self,
        TextAlternativeIsNotRepeated.self,
        TextAlternativesDiffer.self,
        CanvasHasAlternative.self,
        CaptchaHasAlternative.self,
        CodeToScanHasAlternative.self,
        FigureHasLabel.self,
        LongDescriptionIsAddress.self,
    ]

    private static let links: [any Rule.Type] = [
        LinkHasName.self,
        LinkNameIsSpecific.self,
        LinkNameIsSpecificAlone.self,
        LinkLeadsSomewhere.self,
        SkipLinkHasTarget.self,
        PageHasSkipLink.self,
        AttachmentTypeIsTold.self,
        LinkTextIsWhole.self,
        NewWindowIsTold.self,
        FragmentLinkHasTarget.self,
        LinksOfOneNameAgree.self,
        TooltipSaysMore.self,
        AnchorIsLinkOrTarget.self,
        NavigationIsList.self,
    ]

    private static let forms: [any Rule.Type] = [
        ButtonHasName.self,
        FormFieldHasName.self,
        LabelRefersToControl.self,
        FieldGroupHasName.self,
        AutocompleteIsValid.self,
        LabelIsInName.self,
        ChangeDoesNotNavigate.self,
        FormCanBeSubmitted.self,
        InvalidFieldIsExplained.self,
        ControlHasOneLabel.self,
        ChoicesAreGrouped.self,
        AutocompleteIsStated.self,
        RequiredMarkIsCoded.self,
        PasswordCanBePasted.self,
        LabelIsVisible.self,
        LongChoiceIsGrouped.self,
        LabelSaysWhatToEnter.self,
        HiddenFieldHasNoLabel.self,
        LabelStandsBesideField.self,
    ]

    private static let frames: [any Rule.Type] = [
        FrameHasName.self,
        FrameContentIsReachable.self,
        FramesOfOneNameAgree.self,
        FrameHoldsPage.self,
    ]

    private static let tables: [any Rule.Type] = [
        HeaderCellHasCells.self,
        HeaderOfGridHasCells.self,
        HeadersAttributeIsValid.self,
        ScopeIsValid.self,
        LayoutTableHasNoTableSemantics.self,
        DataTableHasHeaders.self,
        CaptionIsValid.self,
        DataCellHasHeader.self,
        ComplexTableStatesScopes.self,
        CaptionIsNoCell.self,
        LayoutTableReadsInOrder.self,
        HeaderCellHasText.self,
        TableIsNotNested.self,
    ]

    private static let structure: [any Rule.Type] = [
        ListHoldsOnlyItems.self,
        ReferencedIdIsUnique.self,
        IdIsUnique.self,
        SummaryHasName.self,
        ScrollableBoxIsReachable.self,
        ListItemIsInList.self,
        DescriptionListHoldsOnlyGroups.self,
        TermIsInDescriptionList.self,
        PageHasMainLandmark.self,
        RepeatedBlocksCanBeBypassed.self,
        MainLandmarkIsSingle.self,
        LandmarkIsSingle.self,
        LandmarksOfOneKindDiffer.self,
        ListIsMarkedUp.self,
        LandmarkIsAtTop.self,
        ContentIsInLandmark.self,
        NoneLeavesNoOrphans.self,
        RegionHasName.self,
    ]

    private static let colour: [any Rule.Type] = [
        TextHasContrast.self,
        TextHasEnhancedContrast.self,
        LinkInTextIsDistinguishable.self,
        TextAndBackgroundAreSetTogether.self,
    ]

    private static let text: [any Rule.Type] = [
        ImportantLetterSpacingIsWide.self,
        ImportantWordSpacingIsWide.self,
        ImportantLineHeightIsWide.self,
        NameIsReadable.self,
        GeneratedTextIsNoContent.self,
        InstructionsDoNotRelyOnSenses.self,
        TextIsNotTiny.self,
        TextIsNotJustified.self,
        TextIsNotAllCapitals.self,
        AbbreviationIsExpanded.self,
        RubyIsComplete.self,
        TextArtHasAlternative.self,
        EmoticonHasName.self,
        QuotationIsNoIndent.self,
        LinesAreNotTight.self,
        TextIsNotAllItalic.self,
        FontSizeIsRelative.self,
    ]

    private static let keyboard: [any Rule.Type] = [
        WidgetCanTakeFocus.self,
        ClickableElementCanTakeFocus.self,
        MouseHandlersHaveKeyHandlers.self,
        TabOrderIsNatural.self,
        AccessKeyIsUnique.self,
        FocusIsNotRemoved.self,
        FocusMarkIsKept.self,
        FocusDoesNotAct.self,
        PressAloneDoesNotAct.self,
        DraggingHasAlternative.self,
    ]

    private static let media: [any Rule.Type] = [
        TextDoesNotScroll.self,
        TextDoesNotBlink.self,
        EmbeddedObjectHasName.self,
        PageHasNoBackgroundSound.self,
        VideoHasCaptions.self,
        CaptionsSayWhatIsSaid.self,
        VideoHasSignLanguage.self,
        VideoHasDescription.self,
        AudioHasTranscript.self,
        PluginIsNotNeeded.self,
        AppletHasAlternative.self,
        MediaHasControls.self,
        EmbedHasAlternative.self,
        LiveStreamHasCaptions.self,
        MediaHasName.self,
        TextDecorationDoesNotBlink.self,
    ]

    private static let aria: [any Rule.Type] = [
        RoleIsValid.self,
        AriaAttributeIsDefined.self,
        AriaValueIsValid.self,
        RequiredAriaIsSet.self,
        ProhibitedAriaIsNotUsed.self,
        HiddenContentIsNotFocusable.self,
        FlattenedContentIsNotFocusable.self,
        MenuItemHasName.self,
        RoleHasItsContext.self,
        RoleOwnsItsItems.self,
        AriaAttributeFitsRole.self,
        RangeHasName.self,
        WidgetHasName.self,
        ActiveDescendantIsValid.self,
        AriaReferenceExists.self,
        AriaAgreesWithMarkup.self,
        PageIsNotHidden.self,
        BrailleTextHasCounterpart.self,
        RoleIsPermitted.self,
        RoleIsNotRedundant.self,
        AriaIsNotDeprecated.self,
        ComboboxPopupIsValid.self,
        VisibleTextIsNotHidden.self,
        RoleDescriptionHasRole.self,
        AlertIsAtomic.self,
        CompositeHasOneTabStop.self,
        ApplicationContentIsReachable.self,
        TextRoleHoldsNoControl.self,
    ]

    private static let portal: [any Rule.Type] = [
        WordsAreNotSpacedOut.self,
        ArticleTitleIsHeading.self,
        WindowDoesNotDrift.self,
        FontSizeSwitchIsNamed.self,
        TextIsNotLaidOutWithSpaces.self,
        RareCharacterIsEncoded.self,
        PastedFormatIsClean.self,
        ArticleIsNotOnlyAnAttachment.self,
        NoticeIsNotAnImage.self,
        DateIsComplete.self,
        OrnamentsAreNotRead.self,
        OverlayDoesNotReplaceRepair.self,
        DocumentNumberIsText.self,
    ]
}

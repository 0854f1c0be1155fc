<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>AgreementSentence</name>
    <message>
        <source>Draw, and all networks read the same drawing.</source>
        <translation>画一个数字，所有网络会识别同一幅图。</translation>
    </message>
    <message>
        <source>They agree: all read a {0}.</source>
        <translation>意见一致：都读作 {0}。</translation>
    </message>
    <message>
        <source>They agree: none of them names a digit.</source>
        <translation>意见一致：都认为不是数字。</translation>
    </message>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
    <message>
        <source>They disagree: {0}.</source>
        <translation>意见不一：{0}。</translation>
    </message>
    <message>
        <source>{0} names no digit</source>
        <translation>{0} 认为不是数字</translation>
    </message>
    <message>
        <source>{0} reads {1}</source>
        <translation>{0} 读作 {1}</translation>
    </message>
</context>
<context>
    <name>AnswerColumn</name>
    <message>
        <source>Network {0}</source>
        <translation>网络 {0}</translation>
    </message>
    <message>
        <source>Probability of each digit, network {0}</source>
        <translation>网络 {0} 对每个数字的概率</translation>
    </message>
</context>
<context>
    <name>ApartMark</name>
    <message>
        <source>differs</source>
        <translation>不同</translation>
    </message>
</context>
<context>
    <name>Application</name>
    <message>
        <source>Something went wrong in the program ({0}). Your drawing is still here; the details are in {1}.</source>
        <translation>程序出现错误（{0}）。您的手写内容仍在；详细信息见 {1}。</translation>
    </message>
    <message>
        <source>The program&apos;s log could not be written; what was there is now {0}.</source>
        <translation>程序日志无法写入；原先在那里的内容现为 {0}。</translation>
    </message>
    <message>
        <source>The program ended unexpectedly while its window was opening, so window and panels are in their usual places again.</source>
        <translation>程序曾在打开窗口时意外终止，因此窗口和面板已恢复到默认位置。</translation>
    </message>
</context>
<context>
    <name>BarButton</name>
    <message>
        <source>Digit {0}</source>
        <translation>数字 {0}</translation>
    </message>
</context>
<context>
    <name>Bench</name>
    <message>
        <source>Outputs</source>
        <translation>输出</translation>
    </message>
    <message>
        <source>Input</source>
        <translation>输入</translation>
    </message>
    <message>
        <source>Label: {0}</source>
        <translation>标签：{0}</translation>
    </message>
    <message>
        <source>Weights of unit {0}</source>
        <translation>单元 {0} 的权重</translation>
    </message>
    <message>
        <source>Their change</source>
        <translation>权重的变化</translation>
    </message>
    <message>
        <source>Comes at stop {0}</source>
        <translation>到第 {0} 站才有</translation>
    </message>
    <message>
        <source>Unit {0}: {1}</source>
        <translation>单元 {0}：{1}</translation>
    </message>
    <message>
        <source>Errors of the hidden units</source>
        <translation>隐藏单元的误差</translation>
    </message>
    <message>
        <source>Error × slope, each unit</source>
        <translation>各单元的误差 × 斜率</translation>
    </message>
    <message>
        <source>Hidden units</source>
        <translation>隐藏单元</translation>
    </message>
    <message>
        <source>Come at stop {0}</source>
        <translation>到第 {0} 站才有</translation>
    </message>
    <message>
        <source>Between 0 and 1</source>
        <translation>介于 0 和 1 之间</translation>
    </message>
    <message>
        <source>Blue must rise, orange must fall</source>
        <translation>蓝色要升，橙色要降</translation>
    </message>
    <message>
        <source>All are 0</source>
        <translation>全部为 0</translation>
    </message>
    <message>
        <source>{0} to {1}</source>
        <translation>{0} 到 {1}</translation>
    </message>
</context>
<context>
    <name>BreakIt</name>
    <message>
        <source>Break it</source>
        <translation>弄坏它试试</translation>
    </message>
    <message>
        <source>Noise on the weights</source>
        <translation>给权重加噪声</translation>
    </message>
    <message>
        <source>Weights pruned, the smallest first</source>
        <translation>剪去的权重比例，从最小的开始</translation>
    </message>
    <message>
        <source>Bits per weight</source>
        <translation>每个权重的位数</translation>
    </message>
    <message>
        <source>A click switches a unit off</source>
        <translation>点击即可关闭单元</translation>
    </message>
    <message>
        <source>Heal</source>
        <translation>复原</translation>
    </message>
    <message>
        <source>Noise</source>
        <translation>噪声</translation>
    </message>
    <message>
        <source>Pruned</source>
        <translation>剪枝</translation>
    </message>
    <message>
        <source>Bits</source>
        <translation>位数</translation>
    </message>
    <message>
        <source>all</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>broken</source>
        <translation>已损坏</translation>
    </message>
    <message>
        <source>Move a slider, and see how much the answers need of it.</source>
        <translation>拖动滑块，看看答案离不开其中的多少。</translation>
    </message>
    <message>
        <source>Switched off: {0}.</source>
        <translation>已关闭：{0} 个。</translation>
    </message>
    <message>
        <source>It could not be tested: no test images could be made.</source>
        <translation>无法测试：没能生成测试图像。</translation>
    </message>
    <message>
        <source>Testing …</source>
        <translation>正在测试……</translation>
    </message>
    <message>
        <source>Test images read right: {0}, whole {1}.</source>
        <translation>测试图像识别正确 {0}，完好时 {1}。</translation>
    </message>
</context>
<context>
    <name>Canvas</name>
    <message>
        <source>Canvas</source>
        <translation>画布</translation>
    </message>
    <message>
        <source>Empty. Draw a digit with mouse, finger or pen.</source>
        <translation>空白。请用鼠标、手指或手写笔写一个数字。</translation>
    </message>
    <message>
        <source>Strokes drawn: {0}</source>
        <translation>已写笔画：{0}</translation>
    </message>
    <message>
        <source>A picture. Strokes drawn over it: {0}</source>
        <translation>一张图片，上面的笔画：{0}</translation>
    </message>
    <message>
        <source>Draw a digit here</source>
        <translation>在这里写一个数字</translation>
    </message>
    <message>
        <source>or drop a picture of one</source>
        <translation>或拖入一张数字图片</translation>
    </message>
    <message>
        <source>Drop the picture here</source>
        <translation>将图片放到这里</translation>
    </message>
</context>
<context>
    <name>CellTexts</name>
    <message>
        <source>{0} read as {1}: {2} of {3}</source>
        <translation>{0} 识别为 {1}：{3} 个中有 {2} 个</translation>
    </message>
    <message>
        <source>{0} misread: {1} of {2}</source>
        <translation>{0} 识别错误：{2} 个中有 {1} 个</translation>
    </message>
    <message>
        <source>Wrongly read as {0}: {1} of {2}</source>
        <translation>误识别为 {0}：{2} 个中有 {1} 个</translation>
    </message>
    <message>
        <source>Misread: {0} of {1}</source>
        <translation>识别错误：{1} 个中有 {0} 个</translation>
    </message>
    <message>
        <source>There is no {0} among the images.</source>
        <translation>图像中没有 {0}。</translation>
    </message>
    <message>
        <source>Recall: {0} of all {1}s are read as {1}.</source>
        <translation>召回率：所有 {1} 中有 {0} 识别为 {1}。</translation>
    </message>
    <message>
        <source>Nothing is read as {0}.</source>
        <translation>没有图像识别为 {0}。</translation>
    </message>
    <message>
        <source>Precision: {0} of what is read as {1} is a {1}.</source>
        <translation>精确率：识别为 {1} 的图像中有 {0} 确实是 {1}。</translation>
    </message>
</context>
<context>
    <name>ChangesView</name>
    <message>
        <source>; </source>
        <translation>；</translation>
    </message>
    <message>
        <source>Kept as {0}: read as {1} before, as {2} now</source>
        <translation>标签为 {0}：之前识别为 {1}，现在识别为 {2}</translation>
    </message>
    <message>
        <source>{0} → {1}</source>
        <translation>{0} → {1}</translation>
    </message>
    <message>
        <source>+{0}</source>
        <translation>+{0}</translation>
    </message>
</context>
<context>
    <name>CodeView</name>
    <message>
        <source>{0}, lines {1} to {2}, {3}</source>
        <translation>{0}，第 {1} 到 {2} 行，{3}</translation>
    </message>
    <message>
        <source>{0}, line {1}, {2}</source>
        <translation>{0}，第 {1} 行，{2}</translation>
    </message>
</context>
<context>
    <name>ComparedCurves</name>
    <message>
        <source>Choose runs above to see their curves in one plot.</source>
        <translation>在上方选择训练记录，就能在一张图里看到它们的曲线。</translation>
    </message>
    <message>
        <source>These networks learn by different losses: the accuracies can be compared, the losses cannot.</source>
        <translation>这些网络用的损失函数不同：准确率可以比较，损失不能比较。</translation>
    </message>
</context>
<context>
    <name>ComparedPlots</name>
    <message>
        <source>Validation accuracy</source>
        <translation>验证准确率</translation>
    </message>
    <message>
        <source>Training loss</source>
        <translation>训练损失</translation>
    </message>
    <message>
        <source>Epoch</source>
        <translation>轮次</translation>
    </message>
</context>
<context>
    <name>Comparison</name>
    <message>
        <source>This network cannot be read.</source>
        <translation>无法读取这个网络。</translation>
    </message>
    <message>
        <source>{0}, epoch {1} of {2}</source>
        <translation>{0}，第 {1} / {2} 轮</translation>
    </message>
    <message>
        <source>{0}, {1} right</source>
        <translation>{0}，正确率 {1}</translation>
    </message>
    <message>
        <source>reads in {0} ms</source>
        <translation>识别用时 {0} 毫秒</translation>
    </message>
    <message>
        <source>{0} weights</source>
        <translation>{0} 个权重</translation>
    </message>
</context>
<context>
    <name>ComparisonPanel</name>
    <message>
        <source>Add a Network</source>
        <translation>添加网络</translation>
    </message>
</context>
<context>
    <name>ConfusionView</name>
    <message>
        <source>Confusion matrix</source>
        <translation>混淆矩阵</translation>
    </message>
    <message>
        <source>Nothing read yet</source>
        <translation>尚未识别</translation>
    </message>
    <message>
        <source>↓ True digit</source>
        <translation>↓ 真实数字</translation>
    </message>
    <message>
        <source>→ Read as</source>
        <translation>→ 识别为</translation>
    </message>
</context>
<context>
    <name>CurrentNetwork</name>
    <message>
        <source>In training: {0}</source>
        <translation>训练中：{0}</translation>
    </message>
    <message>
        <source>Untrained: {0}</source>
        <translation>未训练：{0}</translation>
    </message>
    <message>
        <source>Epoch {0}: {1}</source>
        <translation>第 {0} 轮：{1}</translation>
    </message>
    <message>
        <source>The new network reads no better than guessing ({0} of the validation images); the earlier one answers again.</source>
        <translation>新网络的识别效果与随机猜测无异（验证图像准确率 {0}），已恢复使用之前的网络。</translation>
    </message>
    <message>
        <source>The new network could not be saved and will be gone at the next start: {0}. Save it elsewhere with Save Network As.</source>
        <translation>新网络无法保存，下次启动时将会丢失：{0}。请用“网络另存为”将它保存到别处。</translation>
    </message>
    <message>
        <source>Training stopped at {0} validation accuracy; the earlier network answers again.</source>
        <translation>训练已停止，验证准确率为 {0}；已恢复使用之前的网络。</translation>
    </message>
    <message>
        <source>Broken on purpose, to see what it needs</source>
        <translation>已被故意损坏，用来看看它离不开什么</translation>
    </message>
    <message>
        <source>Your network: {0}, {1} right in validation</source>
        <translation>我的网络：{0}，验证准确率 {1}</translation>
    </message>
    <message>
        <source>Shipped network: {0}, {1} right in validation</source>
        <translation>自带网络：{0}，验证准确率 {1}</translation>
    </message>
    <message>
        <source>No network: retrain to make one</source>
        <translation>没有网络：请重新训练以生成一个</translation>
    </message>
    <message>
        <source>Your network: {0}</source>
        <translation>我的网络：{0}</translation>
    </message>
    <message>
        <source>Shipped network: {0}</source>
        <translation>自带网络：{0}</translation>
    </message>
</context>
<context>
    <name>CurveCaptions</name>
    <message>
        <source>Epoch {0}</source>
        <translation>第 {0} 轮</translation>
    </message>
    <message>
        <source>training {0}</source>
        <translation>训练 {0}</translation>
    </message>
    <message>
        <source>validation {0}</source>
        <translation>验证 {0}</translation>
    </message>
</context>
<context>
    <name>DataSource</name>
    <message>
        <source>Training Data</source>
        <translation>训练数据</translation>
    </message>
    <message>
        <source>There is no MNIST to train on.</source>
        <translation>没有可用于训练的 MNIST 数据。</translation>
    </message>
    <message>
        <source>Choose a File…</source>
        <translation>选择文件…</translation>
    </message>
    <message>
        <source>Download</source>
        <translation>下载</translation>
    </message>
    <message>
        <source>Looking at {0}…</source>
        <translation>正在查看 {0}……</translation>
    </message>
    <message>
        <source>Digits: .npz, .csv, IDX files, pictures in folders 0 to 9 ({0})</source>
        <translation>数字：.npz、.csv、IDX 文件，或文件夹 0 到 9 中的图片（{0}）</translation>
    </message>
    <message>
        <source>Use the Built-in Digits</source>
        <translation>使用内置数字</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>所有文件 (*)</translation>
    </message>
    <message>
        <source>Choose MNIST</source>
        <translation>选择 MNIST</translation>
    </message>
</context>
<context>
    <name>Disclosure</name>
    <message>
        <source>Open</source>
        <translation>已展开</translation>
    </message>
    <message>
        <source>Closed</source>
        <translation>已折叠</translation>
    </message>
</context>
<context>
    <name>DraftSummary</name>
    <message>
        <source>{0} parameters in all</source>
        <translation>共 {0} 个参数</translation>
    </message>
    <message>
        <source>About {0} an epoch.</source>
        <translation>每轮约 {0}。</translation>
    </message>
    <message>
        <source>About {0} an epoch, about {1} for all {2}.</source>
        <translation>每轮约 {0}，全部 {2} 轮约 {1}。</translation>
    </message>
</context>
<context>
    <name>DrawingFiles</name>
    <message>
        <source>S&amp;top Reading the Picture</source>
        <translation>停止读取图片(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Open Picture…</source>
        <translation>打开图片(&amp;O)…</translation>
    </message>
    <message>
        <source>&amp;Save Drawing as PNG…</source>
        <translation>将手写数字保存为 PNG(&amp;S)…</translation>
    </message>
    <message>
        <source>Save Drawing as S&amp;VG…</source>
        <translation>将手写数字保存为 SVG(&amp;V)…</translation>
    </message>
    <message>
        <source>Cop&amp;y Drawing</source>
        <translation>复制手写数字(&amp;Y)</translation>
    </message>
    <message>
        <source>Copy Pro&amp;babilities</source>
        <translation>复制概率(&amp;B)</translation>
    </message>
    <message>
        <source>Copy &amp;Network Input</source>
        <translation>复制网络输入(&amp;N)</translation>
    </message>
    <message>
        <source>P&amp;aste Picture</source>
        <translation>粘贴图片(&amp;A)</translation>
    </message>
    <message>
        <source>Pictures ({0})</source>
        <translation>图片 ({0})</translation>
    </message>
    <message>
        <source>Open a Picture</source>
        <translation>打开图片</translation>
    </message>
    <message>
        <source>There is no picture to paste: copy one, or a picture file, first.</source>
        <translation>没有可粘贴的图片：请先复制一张图片或一个图片文件。</translation>
    </message>
    <message>
        <source>The picture</source>
        <translation>图片</translation>
    </message>
    <message>
        <source>What was dropped could not be read as a picture.</source>
        <translation>拖入的内容无法作为图片读取。</translation>
    </message>
    <message>
        <source>PNG pictures ({0})</source>
        <translation>PNG 图片 ({0})</translation>
    </message>
    <message>
        <source>SVG drawings ({0})</source>
        <translation>SVG 图形 ({0})</translation>
    </message>
    <message>
        <source>Save the Drawing</source>
        <translation>保存手写数字</translation>
    </message>
    <message>
        <source>drawing</source>
        <translation>手写数字</translation>
    </message>
    <message>
        <source>The drawing is saved in {0}.</source>
        <translation>手写数字已保存到 {0}。</translation>
    </message>
    <message>
        <source>The drawing could not be saved in {0} ({1}).</source>
        <translation>手写数字未能保存到 {0}（{1}）。</translation>
    </message>
</context>
<context>
    <name>DrawingTools</name>
    <message>
        <source>&amp;Pen</source>
        <translation>画笔(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Eraser</source>
        <translation>橡皮擦(&amp;E)</translation>
    </message>
    <message>
        <source>Eraser (E); so is the right mouse button</source>
        <translation>橡皮擦 (E)；也可使用鼠标右键</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>撤销(&amp;U)</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>重做(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Clear</source>
        <translation>清空(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Thinner Pen</source>
        <translation>减小笔宽(&amp;T)</translation>
    </message>
    <message>
        <source>Thic&amp;ker Pen</source>
        <translation>增大笔宽(&amp;K)</translation>
    </message>
    <message>
        <source>Pen width</source>
        <translation>笔宽</translation>
    </message>
    <message>
        <source>Pen width ([ and ])</source>
        <translation>笔宽（[ 和 ]）</translation>
    </message>
</context>
<context>
    <name>Durations</name>
    <message>
        <source>{0} s</source>
        <translation>{0} 秒</translation>
    </message>
    <message>
        <source>{0} min {1} s</source>
        <translation>{0} 分 {1} 秒</translation>
    </message>
    <message>
        <source>{0} h {1} min</source>
        <translation>{0} 小时 {1} 分</translation>
    </message>
</context>
<context>
    <name>EditLine</name>
    <message>
        <source>Test image {0}, a {1}: read as {2}. Edit it until it flips.</source>
        <translation>测试图像 {0}，真实数字为 {1}，识别为 {2}。试着修改它，直到识别结果改变。</translation>
    </message>
    <message>
        <source>Test image {0}, a {1}: now read as {2}, with {3} of the ink erased and some added.</source>
        <translation>测试图像 {0}，真实数字为 {1}：擦除 {3} 的墨迹并添加一些后，现在识别为 {2}。</translation>
    </message>
    <message>
        <source>Test image {0}, a {1}: now read as {2}, with {3} of the ink erased.</source>
        <translation>测试图像 {0}，真实数字为 {1}：擦除 {3} 的墨迹后，现在识别为 {2}。</translation>
    </message>
    <message>
        <source>Test image {0}, a {1}: now read as {2}, with some ink added.</source>
        <translation>测试图像 {0}，真实数字为 {1}：添加一些墨迹后，现在识别为 {2}。</translation>
    </message>
</context>
<context>
    <name>EditorHead</name>
    <message>
        <source>Start From</source>
        <translation>从方案开始</translation>
    </message>
    <message>
        <source>Edit a recipe of yours, or begin a new one like one of the others</source>
        <translation>编辑自己的方案，或以其他方案为起点新建一个</translation>
    </message>
    <message>
        <source>Open…</source>
        <translation>打开…</translation>
    </message>
    <message>
        <source>Open a recipe&apos;s file</source>
        <translation>打开方案文件</translation>
    </message>
    <message>
        <source>Undo the last edit of the network</source>
        <translation>撤销对网络的上一次编辑</translation>
    </message>
    <message>
        <source>Redo the edit of the network</source>
        <translation>重做对网络的编辑</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>There is a recipe of this name already: choose another.</source>
        <translation>已有同名方案：请换一个名称。</translation>
    </message>
</context>
<context>
    <name>EpochSlider</name>
    <message>
        <source>Look back</source>
        <translation>回看</translation>
    </message>
    <message>
        <source>Back to Now</source>
        <translation>回到当前</translation>
    </message>
    <message>
        <source>Epoch whose weights answer</source>
        <translation>用于识别的权重所属轮次</translation>
    </message>
    <message>
        <source>Epoch {0} answers: draw something to see how it reads.</source>
        <translation>使用第 {0} 轮的权重：写点什么，看看它如何识别。</translation>
    </message>
    <message>
        <source>Epoch {0}: not a digit, {1} sure.</source>
        <translation>第 {0} 轮：不是数字，置信度 {1}。</translation>
    </message>
    <message>
        <source>Epoch {0}: read as {1}, {2} sure.</source>
        <translation>第 {0} 轮：识别为 {1}，置信度 {2}。</translation>
    </message>
    <message>
        <source>Slide to the left to see how earlier epochs read your drawing.</source>
        <translation>向左拖动，查看更早的轮次如何识别您写的数字。</translation>
    </message>
    <message>
        <source>Earlier epochs can be recalled only while the program stays open.</source>
        <translation>只有在程序未关闭时才能调取更早的轮次。</translation>
    </message>
    <message>
        <source>Train, and slide through the epochs to see how each reads your drawing.</source>
        <translation>训练之后，拖动滑块查看每一轮如何识别您写的数字。</translation>
    </message>
    <message>
        <source>Epoch {0} answers.</source>
        <translation>由第 {0} 轮的权重识别。</translation>
    </message>
</context>
<context>
    <name>ErrorCurve</name>
    <message>
        <source>Error of each sample, before it was learned</source>
        <translation>每个样本在学习之前的误差</translation>
    </message>
    <message>
        <source>No sample learned yet. The curve begins with the first one.</source>
        <translation>还没有学过样本。学完第一个，曲线就开始了。</translation>
    </message>
    <message>
        <source>Samples learned: {0}. Mean error of the last {1}: {2}</source>
        <translation>已学样本：{0}。最近 {1} 个的平均误差：{2}</translation>
    </message>
</context>
<context>
    <name>EvidenceScale</name>
    <message>
        <source>Against {0}: {1}</source>
        <translation>反对 {0}：{1}</translation>
    </message>
    <message>
        <source>For {0}: {1}</source>
        <translation>支持 {0}：{1}</translation>
    </message>
</context>
<context>
    <name>EvidenceSection</name>
    <message>
        <source>Digit to explain</source>
        <translation>要解释的数字</translation>
    </message>
    <message>
        <source>Rival digit</source>
        <translation>竞争数字</translation>
    </message>
    <message>
        <source>Evidence in the drawing</source>
        <translation>手写内容中的依据</translation>
    </message>
    <message>
        <source>Its answer</source>
        <translation>识别结果</translation>
    </message>
    <message>
        <source>All others</source>
        <translation>其余全部</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>为什么是</translation>
    </message>
    <message>
        <source>and not</source>
        <translation>而不是</translation>
    </message>
    <message>
        <source>This ink says next to nothing about the digit {0}.</source>
        <translation>这些墨迹几乎没有说明是否为数字 {0}。</translation>
    </message>
    <message>
        <source>Of what the ink says about {0}, {1} speaks for it.</source>
        <translation>墨迹中与 {0} 有关的依据，有 {1} 支持它。</translation>
    </message>
    <message>
        <source>Of what the ink says about {0} or {1}, {2} speaks for {0}.</source>
        <translation>墨迹中区分 {0} 与 {1} 的依据，有 {2} 支持 {0}。</translation>
    </message>
    <message>
        <source>{0} of the blue lies in the upper left.</source>
        <translation>{0} 的蓝色位于左上方。</translation>
    </message>
    <message>
        <source>{0} of the blue lies in the upper right.</source>
        <translation>{0} 的蓝色位于右上方。</translation>
    </message>
    <message>
        <source>{0} of the blue lies in the lower left.</source>
        <translation>{0} 的蓝色位于左下方。</translation>
    </message>
    <message>
        <source>{0} of the blue lies in the lower right.</source>
        <translation>{0} 的蓝色位于右下方。</translation>
    </message>
    <message>
        <source>Whether this is a digit at all, the network doubts.</source>
        <translation>网络怀疑这是否真的是一个数字。</translation>
    </message>
    <message>
        <source>The numbers are log odds: 2.3 more make a digit ten times as likely. Blue less orange, and {0} for a blank sheet, make about {1} in all. Method: integrated gradients.</source>
        <translation>数值为对数几率：每增加 2.3，该数字的可能性就变为十倍。蓝色减去橙色，再加上空白画布的 {0}，合计约为 {1}。方法：积分梯度。</translation>
    </message>
    <message>
        <source>Strongest rival</source>
        <translation>最强竞争者</translation>
    </message>
    <message>
        <source>Its answer: {0}</source>
        <translation>识别结果：{0}</translation>
    </message>
    <message>
        <source>Strongest rival: {0}</source>
        <translation>最强竞争者：{0}</translation>
    </message>
</context>
<context>
    <name>ExplainPanel</name>
    <message>
        <source>What to look at</source>
        <translation>查看内容</translation>
    </message>
    <message>
        <source>Input</source>
        <translation>输入</translation>
    </message>
    <message>
        <source>Layers</source>
        <translation>各层</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>There is no network to look into: retrain to make one.</source>
        <translation>没有可查看的网络：请重新训练以生成一个。</translation>
    </message>
    <message>
        <source>Draw a digit, and see what the network makes of it.</source>
        <translation>写一个数字，看看网络如何处理它。</translation>
    </message>
    <message>
        <source>This network calculates with numbers that have grown beyond all bounds: its training went astray. Retrain with a lower learning rate.</source>
        <translation>该网络中的数值已无限增长：训练出现了发散。请用更低的学习率重新训练。</translation>
    </message>
</context>
<context>
    <name>FeedbackLine</name>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
</context>
<context>
    <name>FileDialogs</name>
    <message>
        <source>{0} already exists. Replace it?</source>
        <translation>{0} 已存在。要替换它吗？</translation>
    </message>
</context>
<context>
    <name>FineTuningSection</name>
    <message>
        <source>Learn My Digits</source>
        <translation>学习我的数字</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Accept</source>
        <translation>接受</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>放弃</translation>
    </message>
    <message>
        <source>Another network is in use now, so the result was dropped.</source>
        <translation>现在使用的是另一个网络，因此结果已放弃。</translation>
    </message>
    <message>
        <source>Progress of learning your digits</source>
        <translation>学习您的数字的进度</translation>
    </message>
    <message>
        <source>Use the new network from now on</source>
        <translation>从现在起使用新网络</translation>
    </message>
    <message>
        <source>Keep the network as it was</source>
        <translation>保持原来的网络</translation>
    </message>
    <message>
        <source>Stopped. The network is as it was.</source>
        <translation>已停止。网络保持原样。</translation>
    </message>
    <message>
        <source>Accepted: the network that knows your hand answers now.</source>
        <translation>已接受：现在由熟悉您笔迹的网络进行识别。</translation>
    </message>
    <message>
        <source>Discarded. The network is as it was.</source>
        <translation>已放弃。网络保持原样。</translation>
    </message>
    <message>
        <source>MNIST is replayed with your drawings, {0} images at a time, and the file has only {1}: choose another one.</source>
        <translation>学习时每次重放 {0} 张 MNIST 图像，而该文件只有 {1} 张：请选择其他文件。</translation>
    </message>
    <message>
        <source>There is no network that could learn.</source>
        <translation>没有可用于学习的网络。</translation>
    </message>
</context>
<context>
    <name>FineTuningTexts</name>
    <message>
        <source>Keep {0} drawings to learn from; so far there are {1}.</source>
        <translation>请保存 {0} 个手写数字用于学习；目前有 {1} 个。</translation>
    </message>
    <message>
        <source>All your drawings are kept as {0}: keep some other digit too.</source>
        <translation>您保存的手写数字都是 {0}：请再保存一些其他数字。</translation>
    </message>
    <message>
        <source>Drawings to learn from: {0}. Held out to test it: {1}.</source>
        <translation>用于学习的手写数字：{0}。留出用于测试：{1}。</translation>
    </message>
    <message>
        <source>With fewer than {0} drawings, so all learned from: {1}.</source>
        <translation>少于 {0} 个手写数字、因此全部用于学习的数字：{1}。</translation>
    </message>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
    <message>
        <source>Loading MNIST, to be replayed with your drawings…</source>
        <translation>正在加载 MNIST，以便与您的手写数字一起重放…</translation>
    </message>
    <message>
        <source>There is no MNIST: drawing built-in digits to be replayed instead…</source>
        <translation>没有 MNIST：正在生成内置数字用于重放…</translation>
    </message>
    <message>
        <source>Testing the network as it is…</source>
        <translation>正在测试当前网络…</translation>
    </message>
    <message>
        <source>Learning your digits, with others replayed…</source>
        <translation>正在学习您的数字，同时重放其他数字…</translation>
    </message>
    <message>
        <source>Choosing how much to take of what was learned…</source>
        <translation>正在选择采纳多少学到的内容…</translation>
    </message>
    <message>
        <source>Testing the network as it has become…</source>
        <translation>正在测试学习后的网络…</translation>
    </message>
    <message>
        <source>Finding out how sure is sure…</source>
        <translation>正在校准置信度…</translation>
    </message>
    <message>
        <source>Nothing could be learned without forgetting other hands: the network stays as it is. More drawings may help.</source>
        <translation>无法在不遗忘其他人笔迹的情况下学到东西：网络保持不变。保存更多手写数字可能会有帮助。</translation>
    </message>
    <message>
        <source>Learned from {0} of your drawings. There was no MNIST: built-in digits were replayed.</source>
        <translation>已从您的 {0} 个手写数字中学习。由于没有 MNIST，重放了内置数字。</translation>
    </message>
    <message>
        <source>Learned from {0} of your drawings, with MNIST replayed.</source>
        <translation>已从您的 {0} 个手写数字中学习，并重放了 MNIST。</translation>
    </message>
</context>
<context>
    <name>Formats</name>
    <message>
        <source>{0}&#xa0;%</source>
        <translation>{0}%</translation>
    </message>
</context>
<context>
    <name>Gallery</name>
    <message>
        <source>&amp;Open on the Canvas</source>
        <translation>在画布上打开(&amp;O)</translation>
    </message>
    <message>
        <source>&amp;Delete</source>
        <translation>删除(&amp;D)</translation>
    </message>
    <message>
        <source>&amp;Change the Label to</source>
        <translation>更改标签为(&amp;C)</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Relabel</source>
        <translation>更改标签</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Digits that are shown</source>
        <translation>显示的数字</translation>
    </message>
    <message>
        <source>All digits ({0})</source>
        <translation>全部数字（{0}）</translation>
    </message>
    <message>
        <source>{0} ({1})</source>
        <translation>{0}（{1}）</translation>
    </message>
    <message>
        <source>Selected: {0}</source>
        <translation>已选择：{0}</translation>
    </message>
    <message>
        <source>The drawings that you keep show here.</source>
        <translation>您保存的手写数字会显示在这里。</translation>
    </message>
    <message>
        <source>No drawing is kept as {0}.</source>
        <translation>没有标签为 {0} 的手写数字。</translation>
    </message>
</context>
<context>
    <name>GalleryModel</name>
    <message>
        <source>Kept as {0}</source>
        <translation>标签为 {0}</translation>
    </message>
    <message>
        <source>Kept as {0}, {1}. Held out: learning never sees it.</source>
        <translation>标签为 {0}，{1}。已留出：不参与学习。</translation>
    </message>
    <message>
        <source>Kept as {0}, {1}</source>
        <translation>标签为 {0}，{1}</translation>
    </message>
</context>
<context>
    <name>GalleryView</name>
    <message>
        <source>Kept drawings</source>
        <translation>保存的手写数字</translation>
    </message>
</context>
<context>
    <name>HiddenUnits</name>
    <message>
        <source>Hidden unit {0}</source>
        <translation>隐藏单元 {0}</translation>
    </message>
</context>
<context>
    <name>HomeFolder</name>
    <message>
        <source>The folder for your settings, networks and drawings cannot be made ({0}: {1}), so nothing will be remembered after this run. Set {2} to a folder that can be written.</source>
        <translation>无法创建用于存放设置、网络和手写数字的文件夹（{0}：{1}），因此本次运行结束后不会保留任何内容。请将 {2} 设为可写入的文件夹。</translation>
    </message>
    <message>
        <source>The folder of your settings, networks and drawings cannot be written ({0}), so changes will not be remembered. Allow writing there, or set {1} to another folder.</source>
        <translation>存放设置、网络和手写数字的文件夹无法写入（{0}），因此更改不会被保存。请允许写入该文件夹，或将 {1} 设为其他文件夹。</translation>
    </message>
</context>
<context>
    <name>ImageModel</name>
    <message>
        <source>{0} → {1}</source>
        <translation>{0} → {1}</translation>
    </message>
    <message>
        <source>Test image {0}: a {1}, read as {2}, {3} sure</source>
        <translation>测试图像 {0}：真实数字为 {1}，识别为 {2}，置信度 {3}</translation>
    </message>
</context>
<context>
    <name>Jobs</name>
    <message>
        <source>There is not enough free memory. Close something and try again.</source>
        <translation>可用内存不足。请关闭一些程序后再试。</translation>
    </message>
    <message>
        <source>The process at work was ended from outside (signal {0}); perhaps memory ran out.</source>
        <translation>后台进程被外部终止（信号 {0}）；可能是内存不足。</translation>
    </message>
    <message>
        <source>The process at work ended unexpectedly (exit code {0}).</source>
        <translation>后台进程意外结束（退出代码 {0}）。</translation>
    </message>
    <message>
        <source>Unexpected error: {0}</source>
        <translation>意外错误：{0}</translation>
    </message>
</context>
<context>
    <name>KeepingButtons</name>
    <message>
        <source>Train</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>Save the recipe, and train it now</source>
        <translation>保存方案并立即训练</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>List the recipe beside the others, to be trained any time</source>
        <translation>把方案列入方案列表，随时可以训练</translation>
    </message>
    <message>
        <source>Save a Copy</source>
        <translation>另存副本</translation>
    </message>
    <message>
        <source>Save it under a name of its own</source>
        <translation>以另一个名称保存</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>导出…</translation>
    </message>
    <message>
        <source>Write it as a file, for others and for the command: train --recipe FILE</source>
        <translation>写成文件，供他人使用，也供命令 train --recipe FILE 使用</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>List the recipe no more</source>
        <translation>从方案列表中删除</translation>
    </message>
</context>
<context>
    <name>KeyLine</name>
    <message>
        <source>Keys of the presentation</source>
        <translation>演示用的按键</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>清除</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Train</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>One network more</source>
        <translation>添加网络</translation>
    </message>
    <message>
        <source>One fewer</source>
        <translation>移除网络</translation>
    </message>
    <message>
        <source>Column</source>
        <translation>选栏</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>网络</translation>
    </message>
    <message>
        <source>Light or dark</source>
        <translation>浅色或深色</translation>
    </message>
    <message>
        <source>Hide this line</source>
        <translation>隐藏本行</translation>
    </message>
    <message>
        <source>Leave</source>
        <translation>退出</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>{0}: {1}</source>
        <translation>{0}：{1}</translation>
    </message>
</context>
<context>
    <name>LabelRow</name>
    <message>
        <source>That was a</source>
        <translation>这是数字</translation>
    </message>
    <message>
        <source>Kept so far: {0}</source>
        <translation>目前已保存：{0}</translation>
    </message>
</context>
<context>
    <name>LanguageMenu</name>
    <message>
        <source>&amp;Language</source>
        <translation>语言(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;As the System</source>
        <translation>跟随系统(&amp;A)</translation>
    </message>
</context>
<context>
    <name>LayerButtons</name>
    <message>
        <source>Add</source>
        <translation>添加</translation>
    </message>
    <message>
        <source>Add a layer behind this one</source>
        <translation>在该层之后添加一层</translation>
    </message>
    <message>
        <source>Up</source>
        <translation>上移</translation>
    </message>
    <message>
        <source>Move the layer towards the image (Alt and arrow up)</source>
        <translation>把该层移向图像（Alt 加上箭头）</translation>
    </message>
    <message>
        <source>Down</source>
        <translation>下移</translation>
    </message>
    <message>
        <source>Move the layer towards the output (Alt and arrow down)</source>
        <translation>把该层移向输出（Alt 加下箭头）</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>Take the layer out (Delete)</source>
        <translation>移除该层（Delete）</translation>
    </message>
</context>
<context>
    <name>LayerColumn</name>
    <message>
        <source>Image</source>
        <translation>图像</translation>
    </message>
    <message>
        <source>the drawing, 28×28 grey values</source>
        <translation>手写内容，28×28 个灰度值</translation>
    </message>
    <message>
        <source>as probabilities (softmax)</source>
        <translation>作为概率（softmax）</translation>
    </message>
    <message>
        <source>as sigmoids, each by itself</source>
        <translation>作为 sigmoid，各自独立</translation>
    </message>
    <message>
        <source>Output</source>
        <translation>输出</translation>
    </message>
</context>
<context>
    <name>LayerFields</name>
    <message>
        <source>What was drawn, centred in 28×28 grey values. Choose a layer to change it, or add one.</source>
        <translation>手写的内容，居中放入 28×28 个灰度值。选择一层即可修改，也可以添加新层。</translation>
    </message>
    <message>
        <source>Image</source>
        <translation>图像</translation>
    </message>
    <message>
        <source>{0} units, one for each answer.</source>
        <translation>{0} 个单元，每个对应一个答案。</translation>
    </message>
    <message>
        <source>Output</source>
        <translation>输出</translation>
    </message>
    <message>
        <source>Units</source>
        <translation>单元数</translation>
    </message>
    <message>
        <source>Filters</source>
        <translation>卷积核数</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>大小</translation>
    </message>
    <message>
        <source>Stride</source>
        <translation>步幅</translation>
    </message>
    <message>
        <source>Padding</source>
        <translation>填充</translation>
    </message>
    <message>
        <source>Squares of</source>
        <translation>方格边长</translation>
    </message>
    <message>
        <source>&#xa0;%</source>
        <translation>%</translation>
    </message>
    <message>
        <source>adds a number of its own</source>
        <translation>加上一个自己的数</translation>
    </message>
    <message>
        <source>Share</source>
        <translation>比例</translation>
    </message>
    <message>
        <source>Slope below 0</source>
        <translation>小于 0 时的斜率</translation>
    </message>
    <message>
        <source>Function</source>
        <translation>函数</translation>
    </message>
    <message>
        <source>First weights</source>
        <translation>初始权重</translation>
    </message>
    <message>
        <source>Bias</source>
        <translation>偏置</translation>
    </message>
    <message>
        <source>He, for ReLU</source>
        <translation>He，适合 ReLU</translation>
    </message>
    <message>
        <source>Glorot, for sigmoid and tanh</source>
        <translation>Glorot，适合 sigmoid 和 tanh</translation>
    </message>
    <message>
        <source>Uniform ±0.5, as in the article</source>
        <translation>±0.5 均匀分布，同文章</translation>
    </message>
</context>
<context>
    <name>Layers</name>
    <message>
        <source>{0} units</source>
        <translation>{0} 个单元</translation>
    </message>
    <message>
        <source>{0} filters of {1}×{1}</source>
        <translation>{0} 个 {1}×{1} 卷积核</translation>
    </message>
    <message>
        <source>stride {0}</source>
        <translation>步幅 {0}</translation>
    </message>
    <message>
        <source>padding {0}</source>
        <translation>填充 {0}</translation>
    </message>
    <message>
        <source>the largest of {0}×{0}</source>
        <translation>取 {0}×{0} 中的最大值</translation>
    </message>
    <message>
        <source>the mean of {0}×{0}</source>
        <translation>{0}×{0} 的平均值</translation>
    </message>
    <message>
        <source>leaves out {0} while it learns</source>
        <translation>学习时随机舍去 {0}</translation>
    </message>
    <message>
        <source>mean 0, spread 1</source>
        <translation>均值 0，标准差 1</translation>
    </message>
    <message>
        <source>the image as one row of numbers</source>
        <translation>图像排成一行数</translation>
    </message>
    <message>
        <source>below 0 only {0} of it</source>
        <translation>小于 0 时只保留 {0}</translation>
    </message>
    <message>
        <source>flattens out below 0</source>
        <translation>在 0 以下趋于平缓</translation>
    </message>
    <message>
        <source>nothing below 0</source>
        <translation>小于 0 的变为 0</translation>
    </message>
    <message>
        <source>squeezed between −1 and 1</source>
        <translation>压缩到 −1 与 1 之间</translation>
    </message>
    <message>
        <source>squeezed between 0 and 1</source>
        <translation>压缩到 0 与 1 之间</translation>
    </message>
    <message>
        <source>Every unit adds up all inputs, each with a weight of its own.</source>
        <translation>每个单元把所有输入各乘以一个权重后相加。</translation>
    </message>
    <message>
        <source>Small filters that move over the image look for the same pattern everywhere.</source>
        <translation>小小的卷积核滑过图像，在各处寻找同一种图案。</translation>
    </message>
    <message>
        <source>Of each square only the largest value goes on: the image gets smaller.</source>
        <translation>每个方格只留下最大的值：图像随之变小。</translation>
    </message>
    <message>
        <source>Of each square the mean value goes on: the image gets smaller.</source>
        <translation>每个方格的平均值往下传：图像变小。</translation>
    </message>
    <message>
        <source>While it learns, a share of the values is left out by chance, so that no unit relies on another.</source>
        <translation>学习时随机舍去一部分数值，使任何单元都不依赖其他单元。</translation>
    </message>
    <message>
        <source>Each batch&apos;s values are brought to the same scale; deep networks learn faster.</source>
        <translation>把每批的数值调整到同一尺度；深层网络学得更快。</translation>
    </message>
    <message>
        <source>Comes by itself where Dense layers follow an image.</source>
        <translation>图像之后接 Dense 层时会自动加入。</translation>
    </message>
    <message>
        <source>Bends the sum of a unit. Without it, layers in a row would be a single one.</source>
        <translation>让单元的和变成非线性。没有它，再多的层也只相当于一层。</translation>
    </message>
    <message>
        <source>{0} parameters</source>
        <translation>{0} 个参数</translation>
    </message>
    <message>
        <source>less than {0} s</source>
        <translation>不到 {0} 秒</translation>
    </message>
    <message>
        <source>{0} s</source>
        <translation>{0} 秒</translation>
    </message>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
</context>
<context>
    <name>LayersSection</name>
    <message>
        <source>Blue is above zero, orange below; the strongest colour is the largest value of a level. Its strongest units are framed. Click a unit to enlarge it.</source>
        <translation>蓝色大于零，橙色小于零；颜色最深处为该层的最大值。响应最强的单元带有边框。单击某个单元可将其放大。</translation>
    </message>
</context>
<context>
    <name>LearnPanel</name>
    <message>
        <source>Open a Folder of Lessons</source>
        <translation>打开课程文件夹</translation>
    </message>
</context>
<context>
    <name>LearningBar</name>
    <message>
        <source>And so on with the next samples</source>
        <translation>接着学后面的样本</translation>
    </message>
    <message>
        <source>Go On as Training</source>
        <translation>由此继续训练</translation>
    </message>
    <message>
        <source>Train on all images from these weights on, with this learning rate.</source>
        <translation>从这些权重出发，用这个学习率在全部图像上训练。</translation>
    </message>
    <message>
        <source>Learn {0} further samples</source>
        <translation>再学 {0} 个样本</translation>
    </message>
</context>
<context>
    <name>LessonList</name>
    <message>
        <source>Lessons</source>
        <translation>课程</translation>
    </message>
    <message>
        <source>{0} min</source>
        <translation>{0} 分钟</translation>
    </message>
    <message>
        <source>done</source>
        <translation>已完成</translation>
    </message>
    <message>
        <source>not done yet</source>
        <translation>尚未完成</translation>
    </message>
</context>
<context>
    <name>LessonOverview</name>
    <message>
        <source>Lessons done</source>
        <translation>已完成的课程</translation>
    </message>
    <message>
        <source>Open a Folder of Lessons…</source>
        <translation>打开课程文件夹…</translation>
    </message>
    <message>
        <source>The Program&apos;s Lessons</source>
        <translation>程序自带的课程</translation>
    </message>
    <message>
        <source>Read Again</source>
        <translation>重新读取</translation>
    </message>
    <message>
        <source>Read the files of this folder again</source>
        <translation>重新读取这个文件夹里的文件</translation>
    </message>
    <message>
        <source>See it think, see it learn</source>
        <translation>看它思考，看它学习</translation>
    </message>
    <message>
        <source>{0} of {1} done</source>
        <translation>已完成 {0} / {1}</translation>
    </message>
    <message>
        <source>And {0} more.</source>
        <translation>另外还有 {0} 处。</translation>
    </message>
</context>
<context>
    <name>LessonPage</name>
    <message>
        <source>Answer</source>
        <translation>答案</translation>
    </message>
    <message>
        <source>Show the answer</source>
        <translation>显示答案</translation>
    </message>
    <message>
        <source>This lesson links to {0}. Open it in your browser?</source>
        <translation>这一课链接到 {0}。要在浏览器中打开吗？</translation>
    </message>
    <message>
        <source>Open a Link</source>
        <translation>打开链接</translation>
    </message>
</context>
<context>
    <name>LevelView</name>
    <message>
        <source>What the units look for</source>
        <translation>单元所寻找的图案</translation>
    </message>
    <message>
        <source>How active the units are</source>
        <translation>单元的激活程度</translation>
    </message>
    <message>
        <source>Map {0}</source>
        <translation>特征图 {0}</translation>
    </message>
    <message>
        <source>Unit {0}</source>
        <translation>单元 {0}</translation>
    </message>
    <message>
        <source>{0}. Convolution: {1} maps of {2} × {3}</source>
        <translation>{0}. 卷积：{1} 个 {2} × {3} 的特征图</translation>
    </message>
    <message>
        <source>{0}. Pooling: {1} maps of {2} × {3}</source>
        <translation>{0}. 池化：{1} 个 {2} × {3} 的特征图</translation>
    </message>
    <message>
        <source>{0}. Output: {1} numbers</source>
        <translation>{0}. 输出：{1} 个数值</translation>
    </message>
    <message>
        <source>{0}. Dense layer: {1} units</source>
        <translation>{0}. 全连接层：{1} 个单元</translation>
    </message>
    <message>
        <source>It keeps the strongest value of each square.</source>
        <translation>保留每个方格中的最大值。</translation>
    </message>
    <message>
        <source>The larger the number, the more probable the digit below it; the last one stands for “not a digit”.</source>
        <translation>数值越大，其下方的数字可能性越高；最后一个表示“不是数字”。</translation>
    </message>
    <message>
        <source>The larger the number, the more probable the digit below it.</source>
        <translation>数值越大，其下方的数字可能性越高。</translation>
    </message>
    <message>
        <source>Each map looks for one small pattern, everywhere in the picture. Found in this drawing: {0} of {1}.</source>
        <translation>每个特征图在整幅图像中寻找一种小图案。在当前手写内容中找到：{1} 种中的 {0} 种。</translation>
    </message>
    <message>
        <source>Each map looks for a combination of what the level before has found. Found in this drawing: {0} of {1}.</source>
        <translation>每个特征图寻找上一层所找到内容的一种组合。在当前手写内容中找到：{1} 种中的 {0} 种。</translation>
    </message>
    <message>
        <source>Each unit weighs every pixel and adds up. Active for this drawing: {0} of {1}.</source>
        <translation>每个单元对所有像素加权求和。对当前手写内容激活：{1} 个中的 {0} 个。</translation>
    </message>
    <message>
        <source>Each unit weighs all that the level before has found. Active for this drawing: {0} of {1}.</source>
        <translation>每个单元对上一层找到的全部内容加权求和。对当前手写内容激活：{1} 个中的 {0} 个。</translation>
    </message>
    <message>
        <source>The patterns, in the same order:</source>
        <translation>对应的图案（顺序相同）：</translation>
    </message>
    <message>
        <source>The weights of the most active units, the most active first:</source>
        <translation>最活跃单元的权重（最活跃者在前）：</translation>
    </message>
    <message>
        <source>Where they are found:</source>
        <translation>找到图案的位置：</translation>
    </message>
    <message>
        <source>How active each unit is:</source>
        <translation>各单元的激活程度：</translation>
    </message>
</context>
<context>
    <name>LibraryActions</name>
    <message>
        <source>That Was an {0}</source>
        <translation>这是 {0}</translation>
    </message>
    <message>
        <source>That Was a {0}</source>
        <translation>这是 {0}</translation>
    </message>
    <message>
        <source>Keep the drawing on the canvas as {0} (key {0})</source>
        <translation>将画布上的手写数字保存为 {0}（按键 {0}）</translation>
    </message>
    <message>
        <source>Undo the Last Change to the Library</source>
        <translation>撤销对数字库的上次更改</translation>
    </message>
</context>
<context>
    <name>LibraryPanel</name>
    <message>
        <source>Import…</source>
        <translation>导入…</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>导出…</translation>
    </message>
    <message>
        <source>Draw a digit, then press its button or its key.</source>
        <translation>写一个数字，然后按下对应的按钮或数字键。</translation>
    </message>
    <message>
        <source>There is nothing to keep yet: draw a digit first.</source>
        <translation>还没有可保存的内容：请先写一个数字。</translation>
    </message>
    <message>
        <source>Only strokes can be kept, and there is a picture on the canvas.</source>
        <translation>只能保存笔画，而画布上有一张图片。</translation>
    </message>
    <message>
        <source>This drawing is kept as {0} already.</source>
        <translation>该手写数字已保存为 {0}。</translation>
    </message>
    <message>
        <source>Import Drawings</source>
        <translation>导入手写数字</translation>
    </message>
    <message>
        <source>Stroke files, and those of Quick, Draw! ({0})</source>
        <translation>笔画文件，以及 Quick, Draw! 的文件 ({0})</translation>
    </message>
    <message>
        <source>Stroke files (*.npz)</source>
        <translation>笔画文件 (*.npz)</translation>
    </message>
    <message>
        <source>Export Drawings</source>
        <translation>导出手写数字</translation>
    </message>
    <message>
        <source>Tables of labels and pixels, as Kaggle has them (*.csv)</source>
        <translation>标签与像素的表格，格式同 Kaggle (*.csv)</translation>
    </message>
    <message>
        <source>Folders of PNG pictures, digit by digit (*.pictures)</source>
        <translation>按数字分文件夹的 PNG 图片 (*.pictures)</translation>
    </message>
    <message>
        <source>Folders of MNIST&apos;s IDX files (*.idx)</source>
        <translation>MNIST 的 IDX 文件，放在一个文件夹里 (*.idx)</translation>
    </message>
    <message>
        <source>my digits.npz</source>
        <translation>我的数字.npz</translation>
    </message>
</context>
<context>
    <name>LibraryTexts</name>
    <message>
        <source>Kept as {0}.</source>
        <translation>已保存为 {0}。</translation>
    </message>
    <message>
        <source>Called {0} already.</source>
        <translation>标签已是 {0}。</translation>
    </message>
    <message>
        <source>Now called {0}. Drawings changed: {1}.</source>
        <translation>标签已改为 {0}。更改的手写数字：{1}。</translation>
    </message>
    <message>
        <source>Drawings deleted: {0}.</source>
        <translation>已删除的手写数字：{0}。</translation>
    </message>
    <message>
        <source>Drawings added: {0}.</source>
        <translation>已添加的手写数字：{0}。</translation>
    </message>
    <message>
        <source>Drawings added from {0}: {1}.</source>
        <translation>从 {0} 添加的手写数字：{1}。</translation>
    </message>
    <message>
        <source>Already here: {0}.</source>
        <translation>已存在：{0}。</translation>
    </message>
    <message>
        <source>Without strokes and left out: {0}.</source>
        <translation>因没有笔画而略过：{0}。</translation>
    </message>
    <message>
        <source>Drawings written to {0}: {1}.</source>
        <translation>写入 {0} 的手写数字：{1}。</translation>
    </message>
    <message>
        <source>{0} could not be written: {1}.</source>
        <translation>{0} 无法写入：{1}。</translation>
    </message>
    <message>
        <source>The library of your drawings was damaged. It is kept as {0}, in the same folder, and a new library has been started.</source>
        <translation>您的手写数字库已损坏。它已在同一文件夹中另存为 {0}，并新建了一个库。</translation>
    </message>
    <message>
        <source>The library of your drawings was damaged. Drawings rescued: {1}; lost from it: {2}. The damaged file is kept as {0}, in the same folder.</source>
        <translation>您的手写数字库已损坏。救回 {1} 个，丢失 {2} 个。损坏的文件保留为同一文件夹中的 {0}。</translation>
    </message>
    <message>
        <source>Undone: it is not kept any more.</source>
        <translation>已撤销：不再保存该手写数字。</translation>
    </message>
    <message>
        <source>Undone. Drawings with their old label again: {0}.</source>
        <translation>已撤销。恢复原标签的手写数字：{0}。</translation>
    </message>
    <message>
        <source>Undone. Drawings back again: {0}.</source>
        <translation>已撤销。恢复的手写数字：{0}。</translation>
    </message>
    <message>
        <source>Undone. Drawings gone again: {0}.</source>
        <translation>已撤销。重新移除的手写数字：{0}。</translation>
    </message>
    <message>
        <source>The drawing was not kept; it is still on the canvas.</source>
        <translation>手写数字未保存，仍保留在画布上。</translation>
    </message>
    <message>
        <source>Nothing was changed.</source>
        <translation>未作任何更改。</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Training</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>Training strip</source>
        <translation>训练条</translation>
    </message>
    <message>
        <source>&amp;Centre the Drawing</source>
        <translation>图形居中(&amp;C)</translation>
    </message>
    <message>
        <source>Bring the drawing into the frame that MNIST&apos;s images have, before it is read</source>
        <translation>识别之前，先把图形放进 MNIST 图像那样的框里</translation>
    </message>
    <message>
        <source>The settings could not be read; the usual ones are in use.</source>
        <translation>设置无法读取；现使用默认设置。</translation>
    </message>
    <message>
        <source>The settings could not be read and were set aside as {0}; the usual ones are in use.</source>
        <translation>无法读取设置，已另存为 {0}；现在使用默认设置。</translation>
    </message>
    <message>
        <source>Some settings made no sense and are the usual ones again; the file as it was is now {0}.</source>
        <translation>有些设置没有意义，已恢复默认值；原文件现为 {0}。</translation>
    </message>
    <message>
        <source>Digits</source>
        <translation>手写数字识别</translation>
    </message>
    <message>
        <source>Re&amp;train</source>
        <translation>重新训练(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Restore the Shipped Network</source>
        <translation>恢复自带网络(&amp;R)</translation>
    </message>
    <message>
        <source>Use &amp;My Trained Network</source>
        <translation>使用我训练的网络(&amp;M)</translation>
    </message>
    <message>
        <source>Keep the new one</source>
        <translation>保留新网络</translation>
    </message>
</context>
<context>
    <name>MessageBar</name>
    <message>
        <source>Dismiss the message</source>
        <translation>关闭消息</translation>
    </message>
</context>
<context>
    <name>MicroscopePanel</name>
    <message>
        <source>Previous</source>
        <translation>上一站</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>下一站</translation>
    </message>
    <message>
        <source>Next: {0}</source>
        <translation>下一站：{0}</translation>
    </message>
    <message>
        <source>Next Image</source>
        <translation>下一幅图像</translation>
    </message>
    <message>
        <source>Learn It Once More</source>
        <translation>再学一遍</translation>
    </message>
    <message>
        <source>With the numbers of hidden unit {0}</source>
        <translation>代入隐藏单元 {0} 的数值</translation>
    </message>
    <message>
        <source>With the numbers of unit {0} and output {1}</source>
        <translation>代入单元 {0} 和输出 {1} 的数值</translation>
    </message>
    <message>
        <source>With the numbers of output {0}</source>
        <translation>代入输出 {0} 的数值</translation>
    </message>
</context>
<context>
    <name>MistakeImages</name>
    <message>
        <source>Test images</source>
        <translation>测试图像</translation>
    </message>
</context>
<context>
    <name>MistakesBrowser</name>
    <message>
        <source>All Mistakes</source>
        <translation>全部错误</translation>
    </message>
    <message>
        <source>Click a cell to see its images, or a digit to see all of its mistakes.</source>
        <translation>单击单元格查看其中的图像，或单击数字查看它的全部错误。</translation>
    </message>
    <message>
        <source>The misread images show here once all have been read.</source>
        <translation>全部识别完成后，识别错误的图像会显示在这里。</translation>
    </message>
    <message>
        <source>{0}, the least sure first</source>
        <translation>{0}，置信度最低者在前</translation>
    </message>
    <message>
        <source>{0}, the surest first</source>
        <translation>{0}，置信度最高者在前</translation>
    </message>
    <message>
        <source>None.</source>
        <translation>无。</translation>
    </message>
</context>
<context>
    <name>MistakesStatus</name>
    <message>
        <source>Test images read</source>
        <translation>已识别的测试图像</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Read the Test Images</source>
        <translation>识别测试图像</translation>
    </message>
    <message>
        <source>Choose a File…</source>
        <translation>选择文件…</translation>
    </message>
    <message>
        <source>Use the Built-in Digits</source>
        <translation>使用内置数字</translation>
    </message>
    <message>
        <source>Once there is a network, its mistakes on the test images show here.</source>
        <translation>有了网络之后，它在测试图像上的错误会显示在这里。</translation>
    </message>
    <message>
        <source>Reading the test images…</source>
        <translation>正在识别测试图像…</translation>
    </message>
    <message>
        <source>Writing the test part of the built-in digits…</source>
        <translation>正在生成内置数字的测试部分…</translation>
    </message>
    <message>
        <source>Loading MNIST&apos;s test images…</source>
        <translation>正在加载 MNIST 测试图像…</translation>
    </message>
    <message>
        <source>{0} of {1} test images are read right.</source>
        <translation>{1} 张测试图像的识别准确率为 {0}。</translation>
    </message>
    <message>
        <source>Reading the test images: {0} of {1}, {2} of them misread.</source>
        <translation>正在识别测试图像：{0} / {1}，其中 {2} 张识别错误。</translation>
    </message>
    <message>
        <source>Stopped before all test images were read.</source>
        <translation>已停止，尚未识别全部测试图像。</translation>
    </message>
    <message>
        <source>There is no MNIST on this machine to test the network on. Choose a file, or use the test part of the built-in digits.</source>
        <translation>这台电脑上没有可用于测试网络的 MNIST 数据。请选择文件，或使用内置数字的测试部分。</translation>
    </message>
</context>
<context>
    <name>ModelFiles</name>
    <message>
        <source>&amp;Open Network…</source>
        <translation>打开网络(&amp;O)…</translation>
    </message>
    <message>
        <source>&amp;Save Network As…</source>
        <translation>网络另存为(&amp;S)…</translation>
    </message>
    <message>
        <source>Export for &amp;Keras…</source>
        <translation>导出为 Keras(&amp;K)…</translation>
    </message>
    <message>
        <source>Export as ONN&amp;X…</source>
        <translation>导出为 ONNX(&amp;X)…</translation>
    </message>
    <message>
        <source>Networks ({0})</source>
        <translation>网络 ({0})</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>所有文件 (*)</translation>
    </message>
    <message>
        <source>Open a Network</source>
        <translation>打开网络</translation>
    </message>
    <message>
        <source>Reading {0} …</source>
        <translation>正在读取 {0} …</translation>
    </message>
    <message>
        <source>Weights as safetensors ({0})</source>
        <translation>safetensors 权重 ({0})</translation>
    </message>
    <message>
        <source>Save the Network</source>
        <translation>保存网络</translation>
    </message>
    <message>
        <source>Keras models ({0})</source>
        <translation>Keras 模型 ({0})</translation>
    </message>
    <message>
        <source>Export for Keras</source>
        <translation>导出为 Keras</translation>
    </message>
    <message>
        <source>ONNX models ({0})</source>
        <translation>ONNX 模型 ({0})</translation>
    </message>
    <message>
        <source>Export as ONNX</source>
        <translation>导出为 ONNX</translation>
    </message>
    <message>
        <source>network</source>
        <translation>网络</translation>
    </message>
    <message>
        <source>Writing {0} …</source>
        <translation>正在写入 {0} …</translation>
    </message>
    <message>
        <source>The network of {0} answers now.</source>
        <translation>现在由 {0} 中的网络进行识别。</translation>
    </message>
    <message>
        <source>The network could not be saved in {0} ({1}).</source>
        <translation>网络未能保存到 {0}（{1}）。</translation>
    </message>
    <message>
        <source>The network is saved in {0}.</source>
        <translation>网络已保存到 {0}。</translation>
    </message>
</context>
<context>
    <name>ModelStore</name>
    <message>
        <source>{0} Your network was set aside as {1}; the shipped one answers.</source>
        <translation>{0} 您的网络已另存为 {1}；现在由内置网络作答。</translation>
    </message>
</context>
<context>
    <name>NetworkColumn</name>
    <message>
        <source>Remove this network</source>
        <translation>移除这个网络</translation>
    </message>
    <message>
        <source>Use</source>
        <translation>使用</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Network {0}</source>
        <translation>网络 {0}</translation>
    </message>
    <message>
        <source>Probability of each digit, network {0}</source>
        <translation>网络 {0} 对每个数字的概率</translation>
    </message>
    <message>
        <source>Let this network answer in the window from now on</source>
        <translation>从现在起由这个网络在窗口中作答</translation>
    </message>
    <message>
        <source>End this training; what it has learned stays</source>
        <translation>结束这次训练，学到的内容会保留</translation>
    </message>
    <message>
        <source>Click to mark the {0} in all networks</source>
        <translation>点击可在所有网络中标出 {0}</translation>
    </message>
</context>
<context>
    <name>NetworkInputView</name>
    <message>
        <source>What the network sees</source>
        <translation>网络看到的内容</translation>
    </message>
    <message>
        <source>The 28 × 28 pixels that the network reads</source>
        <translation>网络读取的 28 × 28 像素</translation>
    </message>
    <message>
        <source>28 by 28 pixels, {0} of them ink</source>
        <translation>28 × 28 像素，其中 {0} 个有墨迹</translation>
    </message>
    <message>
        <source>28 by 28 pixels, empty</source>
        <translation>28 × 28 像素，空白</translation>
    </message>
</context>
<context>
    <name>NetworkPicture</name>
    <message>
        <source>Input</source>
        <translation>输入</translation>
    </message>
    <message>
        <source>Size of the gradient</source>
        <translation>梯度大小</translation>
    </message>
    <message>
        <source>Gradient</source>
        <translation>梯度</translation>
    </message>
    <message>
        <source>x = {0}: its ink, from 0 (paper) to 1 (black)</source>
        <translation>x = {0}：墨色深浅，从 0（白纸）到 1（全黑）</translation>
    </message>
    <message>
        <source>a = the largest of {0} values = {1}</source>
        <translation>a = {0} 个值中的最大值 = {1}</translation>
    </message>
    <message>
        <source>The numbers have overflowed.</source>
        <translation>数值已溢出。</translation>
    </message>
    <message>
        <source>{0} others together: {1}</source>
        <translation>其余 {0} 项合计：{1}</translation>
    </message>
    <message>
        <source>Its kernel</source>
        <translation>它的卷积核</translation>
    </message>
    <message>
        <source>Its kernel for map {0}</source>
        <translation>它对特征图 {0} 的卷积核</translation>
    </message>
    <message>
        <source>Its weights</source>
        <translation>它的权重</translation>
    </message>
    <message>
        <source>Its weights for map {0}</source>
        <translation>它对特征图 {0} 的权重</translation>
    </message>
    <message>
        <source>The network</source>
        <translation>神经网络</translation>
    </message>
    <message>
        <source>Point at a unit to read its formula; click to keep it.</source>
        <translation>指向一个单元可查看它的公式，点击可固定。</translation>
    </message>
    <message>
        <source>Draw a digit, and see it flow through the network.</source>
        <translation>画一个数字，看它如何流过网络。</translation>
    </message>
    <message>
        <source>{0}. Convolution</source>
        <translation>{0}. 卷积层</translation>
    </message>
    <message>
        <source>{0}. Conv</source>
        <translation>{0}. 卷积</translation>
    </message>
    <message>
        <source>{0}. Pooling</source>
        <translation>{0}. 池化层</translation>
    </message>
    <message>
        <source>{0}. Pool</source>
        <translation>{0}. 池化</translation>
    </message>
    <message>
        <source>{0}. Dense layer</source>
        <translation>{0}. 全连接层</translation>
    </message>
    <message>
        <source>{0}. Dense</source>
        <translation>{0}. 全连接</translation>
    </message>
    <message>
        <source>{0}. Output</source>
        <translation>{0}. 输出层</translation>
    </message>
    <message>
        <source>{0}. Out</source>
        <translation>{0}. 输出</translation>
    </message>
    <message>
        <source>{0} maps of {1} × {2}</source>
        <translation>{0} 个 {1} × {2} 特征图</translation>
    </message>
    <message>
        <source>{0} maps</source>
        <translation>{0} 个图</translation>
    </message>
    <message>
        <source>{0} units</source>
        <translation>{0} 个单元</translation>
    </message>
    <message>
        <source>{0} more not shown</source>
        <translation>另有 {0} 个未显示</translation>
    </message>
    <message>
        <source>{0} more</source>
        <translation>另有 {0} 个</translation>
    </message>
    <message>
        <source>{0} dead</source>
        <translation>{0} 个失活</translation>
    </message>
    <message>
        <source>Pixel in row {0}, column {1}</source>
        <translation>第 {0} 行第 {1} 列的像素</translation>
    </message>
    <message>
        <source>Output for “not a digit”</source>
        <translation>“不是数字”的输出</translation>
    </message>
    <message>
        <source>Output for {0}</source>
        <translation>{0} 的输出</translation>
    </message>
    <message>
        <source>Layer {0}, map {1}, row {2}, column {3}</source>
        <translation>第 {0} 层，特征图 {1}，第 {2} 行第 {3} 列</translation>
    </message>
    <message>
        <source>Layer {0}, unit {1}</source>
        <translation>第 {0} 层，单元 {1}</translation>
    </message>
    <message>
        <source>Pixel {0}, {1}</source>
        <translation>像素 {0}, {1}</translation>
    </message>
    <message>
        <source>Map {0} at {1}, {2}</source>
        <translation>特征图 {0} 的 {1}, {2}</translation>
    </message>
    <message>
        <source>Unit {0}</source>
        <translation>单元 {0}</translation>
    </message>
</context>
<context>
    <name>Networks</name>
    <message>
        <source>Network in use</source>
        <translation>正在使用的网络</translation>
    </message>
    <message>
        <source>Shipped network</source>
        <translation>自带网络</translation>
    </message>
</context>
<context>
    <name>NumberRow</name>
    <message>
        <source>Bars of</source>
        <translation>条形图属于</translation>
    </message>
    <message>
        <source>&amp;Bars of the Digit to the Left</source>
        <translation>看左边数字的概率条(&amp;B)</translation>
    </message>
    <message>
        <source>Bars o&amp;f the Digit to the Right</source>
        <translation>看右边数字的概率条(&amp;F)</translation>
    </message>
    <message>
        <source>Digit {0} of the number: {1}</source>
        <translation>该数的第 {0} 位数字：{1}</translation>
    </message>
    <message>
        <source>Show the bars of this digit</source>
        <translation>显示这一位数字的条形图</translation>
    </message>
</context>
<context>
    <name>OutputButton</name>
    <message>
        <source>Output {0}, not computed yet</source>
        <translation>输出 {0}，尚未计算</translation>
    </message>
    <message>
        <source>Output {0}: {1}</source>
        <translation>输出 {0}：{1}</translation>
    </message>
    <message>
        <source>Output {0}: {1}, target {2}</source>
        <translation>输出 {0}：{1}，目标 {2}</translation>
    </message>
</context>
<context>
    <name>Panel</name>
    <message>
        <source>Close {0}</source>
        <translation>关闭“{0}”</translation>
    </message>
</context>
<context>
    <name>PictureReader</name>
    <message>
        <source>Reading {0} … Press Esc to stop.</source>
        <translation>正在读取 {0} … 按 Esc 停止。</translation>
    </message>
</context>
<context>
    <name>PlotView</name>
    <message>
        <source>Show All</source>
        <translation>显示全部</translation>
    </message>
    <message>
        <source>Show the whole curves again (Home, or a double click)</source>
        <translation>重新显示完整曲线（按 Home 键或双击）</translation>
    </message>
</context>
<context>
    <name>PreprocessingSection</name>
    <message>
        <source>Drawn</source>
        <translation>书写</translation>
    </message>
    <message>
        <source>Cropped</source>
        <translation>裁剪</translation>
    </message>
    <message>
        <source>Scaled</source>
        <translation>缩放</translation>
    </message>
    <message>
        <source>Inked</source>
        <translation>着墨</translation>
    </message>
    <message>
        <source>Centred</source>
        <translation>居中</translation>
    </message>
    <message>
        <source>Only the box around it counts, {0} × {1} of the sheet: where and how large you draw makes no difference.</source>
        <translation>只取外接框，占画布的 {0} × {1}：写在哪里、写多大都没有影响。</translation>
    </message>
    <message>
        <source>Centring is off: this step is left out.</source>
        <translation>居中已关闭，这一步略过。</translation>
    </message>
    <message>
        <source>The sheet becomes {0} × {0} pixels with all that lies on it: place and size stay as they were drawn.</source>
        <translation>整张画板连同上面的一切缩成 {0} × {0} 像素，位置和大小都保持画的样子。</translation>
    </message>
    <message>
        <source>Not moved. This is what the network reads, wherever it lies.</source>
        <translation>不移动。无论画在哪里，网络读到的就是这样。</translation>
    </message>
    <message>
        <source>An image, and the paths of the pen over it. Strokes: {0}.</source>
        <translation>一幅图像以及其上的笔迹。笔画：{0}。</translation>
    </message>
    <message>
        <source>Kept as the path of the pen. Strokes: {0}.</source>
        <translation>以笔迹路径保存。笔画：{0}。</translation>
    </message>
    <message>
        <source>The image is averaged to {0} × {0} grey values, and strokes are inked as wide as it needs.</source>
        <translation>图像平均为 {0} × {0} 个灰度值，笔画按所需宽度着墨。</translation>
    </message>
    <message>
        <source>One pen for everybody, {0} pixels wide, turns the path into {1} × {1} grey values.</source>
        <translation>用统一的 {0} 像素宽画笔，将路径转换为 {1} × {1} 个灰度值。</translation>
    </message>
    <message>
        <source>It has the size of the training images already, and keeps it.</source>
        <translation>大小已与训练图像相同，保持不变。</translation>
    </message>
    <message>
        <source>The larger side becomes {0} pixels, as in the training images, and the proportions stay: {1} × {2} pixels.</source>
        <translation>长边变为 {0} 像素，与训练图像一致，比例不变：{1} × {2} 像素。</translation>
    </message>
    <message>
        <source>It lies in the middle already. This is what the network reads.</source>
        <translation>已位于中央。这就是网络读取的内容。</translation>
    </message>
    <message>
        <source>Moved by {0} pixels to the right and {1} down, so that the ink balances in the middle. This is what the network reads.</source>
        <translation>向右移动 {0} 像素、向下移动 {1} 像素，使墨迹重心位于中央。这就是网络读取的内容。</translation>
    </message>
</context>
<context>
    <name>PresentationPage</name>
    <message>
        <source>Presentation</source>
        <translation>演示</translation>
    </message>
</context>
<context>
    <name>Presenting</name>
    <message>
        <source>&amp;Presentation</source>
        <translation>演示(&amp;P)</translation>
    </message>
</context>
<context>
    <name>Preview</name>
    <message>
        <source>Watch the network learn from a single image. Take the next image, or draw a digit and say which one it is.</source>
        <translation>看网络怎样从一幅图像中学习。取下一幅图像，或者写一个数字并说出它是几。</translation>
    </message>
</context>
<context>
    <name>ProbabilityBars</name>
    <message>
        <source>Not a digit</source>
        <translation>不是数字</translation>
    </message>
    <message>
        <source>Probability of each digit</source>
        <translation>各数字的概率</translation>
    </message>
    <message>
        <source>Click to see which ink speaks for a {0}</source>
        <translation>单击查看哪些墨迹支持 {0}</translation>
    </message>
    <message>
        <source>Nothing drawn yet</source>
        <translation>尚未书写</translation>
    </message>
    <message>
        <source>How much speaks for this being no digit at all</source>
        <translation>这根本不是数字的可能性</translation>
    </message>
    <message>
        <source>This network knows only the ten digits: it has to name one of them</source>
        <translation>这个网络只认识十个数字，只能从中选一个作答</translation>
    </message>
    <message>
        <source>not a digit</source>
        <translation>不是数字</translation>
    </message>
</context>
<context>
    <name>ProblemDialog</name>
    <message>
        <source>Report a Problem</source>
        <translation>报告问题</translation>
    </message>
    <message>
        <source>Say what you did, what you expected and what happened, and put this below it: versions, screens and the end of the program&apos;s log. Nothing is sent from here.</source>
        <translation>请写明您做了什么、期望什么、实际发生了什么，并把下面的内容附在后面：版本、屏幕以及程序日志的结尾。这里不会发送任何内容。</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>已复制</translation>
    </message>
</context>
<context>
    <name>ReadingPanel</name>
    <message>
        <source>The network sees</source>
        <translation>网络看到的</translation>
    </message>
    <message>
        <source>Retrain would train: {0}</source>
        <translation>“重新训练”将训练：{0}</translation>
    </message>
</context>
<context>
    <name>ReadingView</name>
    <message>
        <source>All Lessons</source>
        <translation>全部课程</translation>
    </message>
    <message>
        <source>Explore</source>
        <translation>自由探索</translation>
    </message>
    <message>
        <source>Leave the lesson, and keep the window as it is</source>
        <translation>离开这一课，窗口保持现在的样子</translation>
    </message>
    <message>
        <source>Previous</source>
        <translation>上一课</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>下一课</translation>
    </message>
    <message>
        <source>{0} of {1}</source>
        <translation>{0} / {1}</translation>
    </message>
    <message>
        <source>Finish</source>
        <translation>完成</translation>
    </message>
</context>
<context>
    <name>RecipeBook</name>
    <message>
        <source>A recipe is left out and set aside as {0}: {1}</source>
        <translation>有一个方案被略过，并另存为 {0}：{1}</translation>
    </message>
    <message>
        <source>The recipe&apos;s file {0} could not be changed ({1}), so the next start does not know of it.</source>
        <translation>无法更改方案文件 {0}（{1}），因此下次启动时不会有这次的改动。</translation>
    </message>
</context>
<context>
    <name>RecipeChooser</name>
    <message>
        <source>Recipe</source>
        <translation>方案</translation>
    </message>
    <message>
        <source>Your own recipe, with {0} parameters.</source>
        <translation>自己的方案，共 {0} 个参数。</translation>
    </message>
    <message>
        <source>It learns from the built-in digits, not from MNIST.</source>
        <translation>用内置数字学习，而不是 MNIST。</translation>
    </message>
    <message>
        <source>About {0}, {1} of MNIST&apos;s test images right.</source>
        <translation>约 {0}，MNIST 测试图像准确率 {1}。</translation>
    </message>
</context>
<context>
    <name>RecipeEditor</name>
    <message>
        <source>My {0}</source>
        <translation>我的{0}</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>The recipe {0} is saved.</source>
        <translation>方案 {0} 已保存。</translation>
    </message>
    <message>
        <source>The recipe {0} is deleted. As long as it stands here, Save keeps it again.</source>
        <translation>方案 {0} 已删除。只要它还在这里，按“保存”即可重新保留。</translation>
    </message>
    <message>
        <source>There is a recipe of this name already: choose another.</source>
        <translation>已有同名方案：请换一个名称。</translation>
    </message>
</context>
<context>
    <name>RecipeExchange</name>
    <message>
        <source>Recipes ({0})</source>
        <translation>方案 ({0})</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>所有文件 (*)</translation>
    </message>
    <message>
        <source>Open a Recipe</source>
        <translation>打开方案</translation>
    </message>
    <message>
        <source>Export the Recipe</source>
        <translation>导出方案</translation>
    </message>
    <message>
        <source>The recipe is saved in {0}.</source>
        <translation>方案已保存到 {0}。</translation>
    </message>
    <message>
        <source>The recipe could not be saved in {0} ({1}).</source>
        <translation>无法将方案保存到 {0}（{1}）。</translation>
    </message>
</context>
<context>
    <name>Replay</name>
    <message>
        <source>Moment of the drawing</source>
        <translation>书写的时刻</translation>
    </message>
    <message>
        <source>Replay the drawing</source>
        <translation>回放书写过程</translation>
    </message>
    <message>
        <source>See the drawing at any moment; the bars follow</source>
        <translation>查看任意时刻的书写内容，概率条随之变化</translation>
    </message>
    <message>
        <source>Draw something, then see here how it came about</source>
        <translation>先写点什么，然后在这里查看书写过程</translation>
    </message>
    <message>
        <source>Pause &amp;Replay</source>
        <translation>暂停回放(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Replay Drawing</source>
        <translation>回放书写过程(&amp;R)</translation>
    </message>
    <message>
        <source>{0} ({1})</source>
        <translation>{0}（{1}）</translation>
    </message>
</context>
<context>
    <name>RestartNotice</name>
    <message>
        <source>Restart</source>
        <translation>重新开始</translation>
    </message>
    <message>
        <source>Begin again from fresh weights, with these settings</source>
        <translation>以这些设置从全新的权重重新开始</translation>
    </message>
    <message>
        <source>Takes effect at a restart: {0}.</source>
        <translation>重新开始后生效：{0}。</translation>
    </message>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
    <message>
        <source>the recipe</source>
        <translation>方案</translation>
    </message>
    <message>
        <source>the batch size</source>
        <translation>批大小</translation>
    </message>
    <message>
        <source>the number of epochs</source>
        <translation>轮次</translation>
    </message>
    <message>
        <source>varying the images</source>
        <translation>图像变形</translation>
    </message>
    <message>
        <source>the seed</source>
        <translation>随机种子</translation>
    </message>
</context>
<context>
    <name>ResultView</name>
    <message>
        <source>Your drawings that it did not learn from</source>
        <translation>您的手写数字中未参与学习的</translation>
    </message>
    <message>
        <source>None of your drawings was held out: keep four of a digit to test it.</source>
        <translation>没有留出的手写数字：每个数字保存四个即可用于测试。</translation>
    </message>
    <message>
        <source>Built-in test digits</source>
        <translation>内置测试数字</translation>
    </message>
    <message>
        <source>MNIST&apos;s test images</source>
        <translation>MNIST 测试图像</translation>
    </message>
    <message>
        <source>Read right now</source>
        <translation>现在识别正确</translation>
    </message>
    <message>
        <source>Read wrong now</source>
        <translation>现在识别错误</translation>
    </message>
</context>
<context>
    <name>Retraining</name>
    <message>
        <source>There is not enough free memory to train. Close something, or choose a smaller batch.</source>
        <translation>可用内存不足，无法训练。请关闭一些程序，或选择更小的批大小。</translation>
    </message>
</context>
<context>
    <name>RunHistory</name>
    <message>
        <source>The weights of that epoch could not be read: {0}.</source>
        <translation>无法读取该轮次的权重：{0}。</translation>
    </message>
    <message>
        <source>Earlier epochs of this training cannot be recalled, because their weights could not be written: {0}.</source>
        <translation>此次训练较早的各轮无法恢复，因为其权重无法写入：{0}。</translation>
    </message>
</context>
<context>
    <name>RunList</name>
    <message>
        <source>Runs</source>
        <translation>训练记录</translation>
    </message>
    <message>
        <source>Every training is listed here, to be compared and recalled.</source>
        <translation>每次训练都会列在这里，以便比较和调取。</translation>
    </message>
    <message>
        <source>Use These Weights</source>
        <translation>使用这些权重</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>in training</source>
        <translation>训练中</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>已停止</translation>
    </message>
    <message>
        <source>fell apart</source>
        <translation>已发散</translation>
    </message>
    <message>
        <source>broke off</source>
        <translation>已中断</translation>
    </message>
    <message>
        <source>varied {0}</source>
        <translation>变形 {0}</translation>
    </message>
    <message>
        <source>rate {0}</source>
        <translation>学习率 {0}</translation>
    </message>
    <message>
        <source>batch {0}</source>
        <translation>批大小 {0}</translation>
    </message>
    <message>
        <source>epochs {0}</source>
        <translation>轮次 {0}</translation>
    </message>
    <message>
        <source>seed {0}</source>
        <translation>种子 {0}</translation>
    </message>
</context>
<context>
    <name>RunPlots</name>
    <message>
        <source>Loss</source>
        <translation>损失</translation>
    </message>
    <message>
        <source>Validation accuracy</source>
        <translation>验证准确率</translation>
    </message>
    <message>
        <source>Stretched towards 100 %, where little is much: 90 % to 99 % is as high a step as 99 % to 99.9 %, for each leaves a tenth of the errors.</source>
        <translation>越接近 100 %，坐标拉得越开，因为那里每一点进步都很难得：从 90 % 到 99 % 与从 99 % 到 99.9 % 一样高，两者都使错误减少到原来的十分之一。</translation>
    </message>
    <message>
        <source>Epoch</source>
        <translation>轮次</translation>
    </message>
</context>
<context>
    <name>RunStore</name>
    <message>
        <source>The folder of your earlier runs, {0}, cannot be read: {1}.</source>
        <translation>存放先前训练的文件夹 {0} 无法读取：{1}。</translation>
    </message>
    <message>
        <source>The folder of your earlier runs could not be read and was set aside as {0}.</source>
        <translation>存放先前训练的文件夹无法读取，已另存为 {0}。</translation>
    </message>
    <message>
        <source>{0}: what it tells of the training makes no sense ({1}).</source>
        <translation>{0}：其中关于训练的内容没有意义（{1}）。</translation>
    </message>
    <message>
        <source>An earlier run is left out and set aside as {0}: {1}</source>
        <translation>略过一次以前的训练，已另存为 {0}：{1}</translation>
    </message>
    <message>
        <source>{0} earlier runs are left out and set aside as {1}. The first: {2}</source>
        <translation>有 {0} 次先前的训练被略去，已另存为 {1}。第一个：{2}</translation>
    </message>
    <message>
        <source>A run could not be kept for the next start in the folder {1}: {0}.</source>
        <translation>一次训练未能在文件夹 {1} 中为下次启动保留：{0}。</translation>
    </message>
    <message>
        <source>A run could not be deleted: {0}.</source>
        <translation>无法删除训练记录：{0}。</translation>
    </message>
</context>
<context>
    <name>SampleBar</name>
    <message>
        <source>Take the Next Image</source>
        <translation>取下一幅图像</translation>
    </message>
    <message>
        <source>Draw a digit first.</source>
        <translation>请先写一个数字。</translation>
    </message>
    <message>
        <source>Loading the images…</source>
        <translation>正在载入图像…</translation>
    </message>
    <message>
        <source>Your drawing (label {0})</source>
        <translation>你的手写（标签 {0}）</translation>
    </message>
    <message>
        <source>MNIST&apos;s training image {0} (label {1})</source>
        <translation>MNIST 训练图像 {0}（标签 {1}）</translation>
    </message>
    <message>
        <source>Synthesised digit {0} (label {1})</source>
        <translation>合成数字 {0}（标签 {1}）</translation>
    </message>
    <message>
        <source>{0} Digits that the program draws itself take its place.</source>
        <translation>{0} 改用程序自己写的数字。</translation>
    </message>
    <message>
        <source>The images are those of MNIST&apos;s training part, in their order.</source>
        <translation>图像取自 MNIST 的训练部分，按原来的顺序。</translation>
    </message>
    <message>
        <source>There is no MNIST here; the images are digits that the program draws.</source>
        <translation>这里没有 MNIST；图像是程序自己写的数字。</translation>
    </message>
    <message>
        <source>My drawing shows</source>
        <translation>我写的是</translation>
    </message>
    <message>
        <source>or: my drawing shows</source>
        <translation>或者：我写的是</translation>
    </message>
</context>
<context>
    <name>Shortcuts</name>
    <message>
        <source>Everywhere</source>
        <translation>通用</translation>
    </message>
    <message>
        <source>Go on to the next control</source>
        <translation>移到下一个控件</translation>
    </message>
    <message>
        <source>Go back</source>
        <translation>移到上一个控件</translation>
    </message>
    <message>
        <source>Press a button</source>
        <translation>按下按钮</translation>
    </message>
    <message>
        <source>Bars, pictures of units, digits and mistakes</source>
        <translation>概率条、单元图、数字与错误图像</translation>
    </message>
    <message>
        <source>Move</source>
        <translation>移动</translation>
    </message>
    <message>
        <source>Choose or open</source>
        <translation>选择或打开</translation>
    </message>
    <message>
        <source>Take the choice back</source>
        <translation>取消选择</translation>
    </message>
    <message>
        <source>Chosen digits in the gallery</source>
        <translation>图库中选中的数字</translation>
    </message>
    <message>
        <source>Give another label</source>
        <translation>更改标签</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Put on the canvas</source>
        <translation>放到画布上</translation>
    </message>
    <message>
        <source>Curves</source>
        <translation>曲线</translation>
    </message>
    <message>
        <source>Read the values</source>
        <translation>读取数值</translation>
    </message>
    <message>
        <source>Zoom</source>
        <translation>缩放</translation>
    </message>
    <message>
        <source>Move along</source>
        <translation>平移</translation>
    </message>
    <message>
        <source>Show everything</source>
        <translation>显示全部</translation>
    </message>
</context>
<context>
    <name>ShortcutsDialog</name>
    <message>
        <source>Keyboard Shortcuts</source>
        <translation>键盘快捷键</translation>
    </message>
</context>
<context>
    <name>SideTraining</name>
    <message>
        <source>Loading the training images…</source>
        <translation>正在读取训练图像…</translation>
    </message>
    <message>
        <source>Drawing the training digits: {0}</source>
        <translation>正在生成训练数字：{0}</translation>
    </message>
    <message>
        <source>It learns beside the other one.</source>
        <translation>它正在和另一个网络同时学习。</translation>
    </message>
    <message>
        <source>Stopped.</source>
        <translation>已停止。</translation>
    </message>
    <message>
        <source>Finished: {0} of the validation images right.</source>
        <translation>训练完成：验证图像准确率 {0}。</translation>
    </message>
    <message>
        <source>Finished without learning: {0} right, as by guessing.</source>
        <translation>训练结束但没有学会：准确率 {0}，和瞎猜一样。</translation>
    </message>
    <message>
        <source>Downloading MNIST: {0} of {1} MB.</source>
        <translation>正在下载 MNIST：{0} / {1} MB。</translation>
    </message>
</context>
<context>
    <name>SmallCurve</name>
    <message>
        <source>Loss and accuracy of the newest training</source>
        <translation>最近一次训练的损失和准确率</translation>
    </message>
    <message>
        <source>No training yet</source>
        <translation>还没有训练</translation>
    </message>
    <message>
        <source>{0} right</source>
        <translation>正确率 {0}</translation>
    </message>
    <message>
        <source>The curve of learning appears here.</source>
        <translation>学习曲线会显示在这里。</translation>
    </message>
    <message>
        <source>loss {0}</source>
        <translation>损失 {0}</translation>
    </message>
</context>
<context>
    <name>Stage</name>
    <message>
        <source>Show the &amp;Network</source>
        <translation>显示网络(&amp;N)</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>网络</translation>
    </message>
</context>
<context>
    <name>StopButton</name>
    <message>
        <source>Stop {0} of {1}: {2}</source>
        <translation>第 {0} 站，共 {1} 站：{2}</translation>
    </message>
</context>
<context>
    <name>StopTexts</name>
    <message>
        <source>Hidden</source>
        <translation>隐藏层</translation>
    </message>
    <message>
        <source>Outputs</source>
        <translation>输出</translation>
    </message>
    <message>
        <source>Error</source>
        <translation>误差</translation>
    </message>
    <message>
        <source>Backward</source>
        <translation>反向</translation>
    </message>
    <message>
        <source>Update</source>
        <translation>更新</translation>
    </message>
    <message>
        <source>Again</source>
        <translation>再来</translation>
    </message>
    <message>
        <source>Each hidden unit multiplies every pixel by its own weight and adds everything up to z; the sigmoid σ squeezes z between 0 and 1.</source>
        <translation>每个隐藏单元把每个像素乘以自己的权重，再全部加起来得到 z；sigmoid 函数 σ 把 z 压到 0 和 1 之间。</translation>
    </message>
    <message>
        <source>The ten outputs do the same with the values of the hidden units. They see no pixel.</source>
        <translation>十个输出对隐藏单元的值做同样的事。它们看不到像素。</translation>
    </message>
    <message>
        <source>The target is 1 for the digit that it is and 0 for all others. What an output lacks to its target is its error.</source>
        <translation>正确数字的目标是 1，其余都是 0。输出离目标还差多少，就是它的误差。</translation>
    </message>
    <message>
        <source>The errors go back through the same weights: a hidden unit answers for the outputs that it moved, as much as it moved them.</source>
        <translation>误差沿着同样的权重往回传：隐藏单元推动了哪些输出、推动了多少，就承担多少责任。</translation>
    </message>
    <message>
        <source>Every weight moves a little: learning rate × error × slope of the sigmoid × the value that came in. Where nothing came in, nothing changes.</source>
        <translation>每个权重都动一点：学习率 × 误差 × sigmoid 的斜率 × 传入的值。没有传入的地方，什么也不变。</translation>
    </message>
    <message>
        <source>The same sample once more, through the weights as they are now.</source>
        <translation>让同一个样本再走一遍，这次用更新后的权重。</translation>
    </message>
    <message>
        <source>Forward: the hidden units</source>
        <translation>前向：隐藏单元</translation>
    </message>
    <message>
        <source>Forward: the outputs</source>
        <translation>前向：输出</translation>
    </message>
    <message>
        <source>The error</source>
        <translation>误差</translation>
    </message>
    <message>
        <source>Backward: the errors of the hidden units</source>
        <translation>反向：隐藏单元的误差</translation>
    </message>
    <message>
        <source>by calculus: {0}</source>
        <translation>按微积分：{0}</translation>
    </message>
    <message>
        <source>The article sends the bare errors back. By the chain rule of calculus, each would first be multiplied by the slope o (1 − o) of its output&apos;s sigmoid; this unit&apos;s error would then be {0} and not {1}. It learns either way: what matters most is the direction.</source>
        <translation>文章直接把误差传回去。按微积分的链式法则，每个误差应先乘以对应输出的 sigmoid 斜率 o (1 − o)；这个单元的误差就会是 {0}，而不是 {1}。两种做法都能学会：最要紧的是方向。</translation>
    </message>
    <message>
        <source>The update</source>
        <translation>更新</translation>
    </message>
    <message>
        <source>Unit {0} to output {1}:</source>
        <translation>单元 {0} 到输出 {1}：</translation>
    </message>
    <message>
        <source>Pixel in row {0}, column {1} to unit {2}:</source>
        <translation>第 {0} 行第 {1} 列的像素到单元 {2}：</translation>
    </message>
    <message>
        <source>The same sample again</source>
        <translation>同一个样本再来一次</translation>
    </message>
    <message>
        <source>The error is {0} smaller. One step of many: another sample will pull some of these weights back.</source>
        <translation>误差小了 {0}。这只是许多步中的一步：别的样本会把其中一些权重再拉回去。</translation>
    </message>
    <message>
        <source>The error is {0} larger: the step went too far. Go back and try a smaller learning rate.</source>
        <translation>误差大了 {0}：这一步走过头了。请退回去，试试更小的学习率。</translation>
    </message>
    <message>
        <source>The error is the same: the step was too small to matter.</source>
        <translation>误差没有变：这一步太小，看不出效果。</translation>
    </message>
    <message>
        <source>{0} (from {1} more)</source>
        <translation>{0}（另外 {1} 项）</translation>
    </message>
</context>
<context>
    <name>TaskList</name>
    <message>
        <source>Done: {0}</source>
        <translation>已完成：{0}</translation>
    </message>
    <message>
        <source>Well done: all is done.</source>
        <translation>做得好，全部完成了。</translation>
    </message>
    <message>
        <source>To do: {0} of {1} done</source>
        <translation>任务：已完成 {0} / {1}</translation>
    </message>
</context>
<context>
    <name>TileGrid</name>
    <message>
        <source>None is chosen; the arrow keys choose one.</source>
        <translation>尚未选择；可用方向键选择。</translation>
    </message>
</context>
<context>
    <name>TrainingBeside</name>
    <message>
        <source>Train beside</source>
        <translation>同时训练</translation>
    </message>
    <message>
        <source>Recipe of the training beside</source>
        <translation>同时训练所用的方案</translation>
    </message>
    <message>
        <source>Learning rate of the training beside</source>
        <translation>同时训练的学习率</translation>
    </message>
    <message>
        <source>Recipe</source>
        <translation>方案</translation>
    </message>
    <message>
        <source>Learning rate</source>
        <translation>学习率</translation>
    </message>
    <message>
        <source>A second network learns in a column above, also while the other one is in training.</source>
        <translation>第二个网络在上方的一栏里学习，即使另一个网络也正在训练。</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Train Beside</source>
        <translation>同时训练</translation>
    </message>
</context>
<context>
    <name>TrainingControls</name>
    <message>
        <source>Training</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>One Step</source>
        <translation>单步</translation>
    </message>
    <message>
        <source>Learn from one batch of images, and pause</source>
        <translation>学习一个批次的图像，然后暂停</translation>
    </message>
    <message>
        <source>Reset</source>
        <translation>重置</translation>
    </message>
    <message>
        <source>Answer with fresh random weights, as before any training</source>
        <translation>使用全新的随机权重，如同未经训练</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>运行</translation>
    </message>
    <message>
        <source>Retrain</source>
        <translation>重新训练</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>暂停</translation>
    </message>
</context>
<context>
    <name>TrainingCurves</name>
    <message>
        <source>The curves of loss and accuracy appear here while a network learns.</source>
        <translation>网络学习时，损失和准确率曲线会显示在这里。</translation>
    </message>
</context>
<context>
    <name>TrainingFields</name>
    <message>
        <source>Leave These Out</source>
        <translation>去掉这些</translation>
    </message>
    <message>
        <source>Off</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>All</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>In training alone. Reading always divides by 255; with another number here, the network learns from brighter images than it will read.</source>
        <translation>只用于训练。识别时总是除以 255；这里若用别的数，网络学习的图像亮度就与识别时不同。</translation>
    </message>
    <message>
        <source>Output, loss</source>
        <translation>输出与损失</translation>
    </message>
    <message>
        <source>Optimiser</source>
        <translation>优化器</translation>
    </message>
    <message>
        <source>Momentum</source>
        <translation>动量</translation>
    </message>
    <message>
        <source>Learning rate</source>
        <translation>学习率</translation>
    </message>
    <message>
        <source>Its course</source>
        <translation>变化方式</translation>
    </message>
    <message>
        <source>Weight decay</source>
        <translation>权重衰减</translation>
    </message>
    <message>
        <source>First weights</source>
        <translation>初始权重</translation>
    </message>
    <message>
        <source>Epochs</source>
        <translation>轮次</translation>
    </message>
    <message>
        <source>Batch size</source>
        <translation>批大小</translation>
    </message>
    <message>
        <source>Training images</source>
        <translation>训练图像数</translation>
    </message>
    <message>
        <source>Pixels divided by</source>
        <translation>像素除以</translation>
    </message>
    <message>
        <source>Softmax, cross-entropy</source>
        <translation>softmax，交叉熵</translation>
    </message>
    <message>
        <source>Sigmoids, squared error</source>
        <translation>sigmoid，平方误差</translation>
    </message>
    <message>
        <source>SGD</source>
        <translation>SGD</translation>
    </message>
    <message>
        <source>SGD with momentum</source>
        <translation>带动量的 SGD</translation>
    </message>
    <message>
        <source>Adam</source>
        <translation>Adam</translation>
    </message>
    <message>
        <source>The article&apos;s rule</source>
        <translation>文章的规则</translation>
    </message>
    <message>
        <source>Always the same</source>
        <translation>保持不变</translation>
    </message>
    <message>
        <source>Falling to 0</source>
        <translation>逐渐降到 0</translation>
    </message>
    <message>
        <source>Rising, then falling to 0</source>
        <translation>先升后降到 0</translation>
    </message>
    <message>
        <source>Mixed</source>
        <translation>各层不同</translation>
    </message>
    <message>
        <source>varied images</source>
        <translation>变化的图像</translation>
    </message>
    <message>
        <source>synthesised digits</source>
        <translation>合成的数字</translation>
    </message>
    <message>
        <source>drawings that are no digits</source>
        <translation>非数字的图形</translation>
    </message>
    <message>
        <source>averaged weights</source>
        <translation>权重平均</translation>
    </message>
    <message>
        <source>smoothed labels</source>
        <translation>标签平滑</translation>
    </message>
    <message>
        <source>Kept from the recipe that it began with: {0}.</source>
        <translation>沿用起始方案的设置：{0}。</translation>
    </message>
</context>
<context>
    <name>TrainingFigures</name>
    <message>
        <source>Samples</source>
        <translation>样本</translation>
    </message>
    <message>
        <source>Epoch</source>
        <translation>轮次</translation>
    </message>
    <message>
        <source>Speed</source>
        <translation>速度</translation>
    </message>
    <message>
        <source>Time left</source>
        <translation>剩余时间</translation>
    </message>
    <message>
        <source>Learning rate</source>
        <translation>学习率</translation>
    </message>
    <message>
        <source>{0} of {1}</source>
        <translation>{0} / {1}</translation>
    </message>
    <message>
        <source>{0} samples a second</source>
        <translation>每秒 {0} 个样本</translation>
    </message>
    <message>
        <source>Duration</source>
        <translation>用时</translation>
    </message>
    <message>
        <source>Validation accuracy</source>
        <translation>验证准确率</translation>
    </message>
</context>
<context>
    <name>TrainingForm</name>
    <message>
        <source>This network learns one image at a time.</source>
        <translation>该网络每次学习一张图像。</translation>
    </message>
    <message>
        <source>&#xa0;%</source>
        <translation>%</translation>
    </message>
    <message>
        <source>Off</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Back to the Recipe&apos;s Values</source>
        <translation>恢复方案默认值</translation>
    </message>
    <message>
        <source>The learning rate also applies to a training that runs.</source>
        <translation>学习率对正在进行的训练同样生效。</translation>
    </message>
    <message>
        <source>Learning rate</source>
        <translation>学习率</translation>
    </message>
    <message>
        <source>Batch size</source>
        <translation>批大小</translation>
    </message>
    <message>
        <source>Epochs</source>
        <translation>轮次</translation>
    </message>
    <message>
        <source>Vary the images</source>
        <translation>图像变形</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>随机种子</translation>
    </message>
</context>
<context>
    <name>TrainingLine</name>
    <message>
        <source>Training progress</source>
        <translation>训练进度</translation>
    </message>
    <message>
        <source>T trains: {0}</source>
        <translation>按 T 训练：{0}</translation>
    </message>
    <message>
        <source>{0}, epoch {1} of {2}</source>
        <translation>{0}，第 {1} / {2} 轮</translation>
    </message>
    <message>
        <source>{0} right</source>
        <translation>正确率 {0}</translation>
    </message>
</context>
<context>
    <name>TrainingPanel</name>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Downloading MNIST: {0} of {1} MB.</source>
        <translation>正在下载 MNIST：{0} / {1} MB。</translation>
    </message>
    <message>
        <source>Paused after {0} images. One Step learns from one batch more.</source>
        <translation>学习 {0} 张图像后已暂停。“单步”将再学习一个批次。</translation>
    </message>
    <message>
        <source>Drawing the training digits: {0}</source>
        <translation>正在生成训练数字：{0}</translation>
    </message>
    <message>
        <source>Finished: {0} of the validation images right.</source>
        <translation>训练完成：验证准确率 {0}。</translation>
    </message>
    <message>
        <source>Finished without learning: {0} of the validation images right, as by guessing. The learning rate of {1} is too large or too small; try the recipe&apos;s.</source>
        <translation>训练完成但没有学到东西：验证准确率 {0}，与随机猜测无异。学习率 {1} 过大或过小；请尝试方案的默认值。</translation>
    </message>
    <message>
        <source>The network from before answers again.</source>
        <translation>已恢复使用之前的网络。</translation>
    </message>
    <message>
        <source>Stopped.</source>
        <translation>已停止。</translation>
    </message>
    <message>
        <source>Training fell apart at epoch {0}: a learning rate of {1} makes steps so large that the loss grows out of bounds. Try {2}. The network from before answers.</source>
        <translation>训练在第 {0} 轮发散：学习率 {1} 使步长过大，损失无限增长。请尝试 {2}。已恢复使用之前的网络。</translation>
    </message>
    <message>
        <source>Loading the training images…</source>
        <translation>正在加载训练图像…</translation>
    </message>
    <message>
        <source>Press Retrain to see the network learn.</source>
        <translation>按“重新训练”观看网络学习。</translation>
    </message>
    <message>
        <source>The network learns, and the bars follow.</source>
        <translation>网络正在学习，概率条随之变化。</translation>
    </message>
    <message>
        <source>not the recipe&apos;s values</source>
        <translation>不同于方案默认值</translation>
    </message>
    <message>
        <source>Paused. The network waits as it is.</source>
        <translation>已暂停。网络保持当前状态。</translation>
    </message>
    <message>
        <source>Fresh random weights answer: the network has learned nothing yet.</source>
        <translation>正在使用全新的随机权重：网络尚未学到任何东西。</translation>
    </message>
</context>
<context>
    <name>TrainingStatus</name>
    <message>
        <source>Training progress</source>
        <translation>训练进度</translation>
    </message>
</context>
<context>
    <name>TrainingStrip</name>
    <message>
        <source>Everything about training</source>
        <translation>训练的全部内容</translation>
    </message>
    <message>
        <source>Epoch {0} of {1}</source>
        <translation>第 {0} / {1} 轮</translation>
    </message>
    <message>
        <source>{0} left</source>
        <translation>还需 {0}</translation>
    </message>
    <message>
        <source>{0} right</source>
        <translation>正确率 {0}</translation>
    </message>
</context>
<context>
    <name>TurnQuestion</name>
    <message>
        <source>Training Data</source>
        <translation>训练数据</translation>
    </message>
    <message>
        <source>A network that learns from them as they are reads no drawing. Turned upright, they are kept as a copy; your file stays as it is.</source>
        <translation>照原样学习的网络读不出手写的数字。转正后会另存一份，您的文件保持不变。</translation>
    </message>
    <message>
        <source>Turn Them Upright</source>
        <translation>转正</translation>
    </message>
    <message>
        <source>Take Them as They Are</source>
        <translation>照原样使用</translation>
    </message>
</context>
<context>
    <name>UnitCard</name>
    <message>
        <source>Blue raises the sum, orange lowers it.</source>
        <translation>蓝色使总和增大，橙色使其减小。</translation>
    </message>
</context>
<context>
    <name>UnitView</name>
    <message>
        <source>Its pattern</source>
        <translation>它的图案</translation>
    </message>
    <message>
        <source>Its answers everywhere</source>
        <translation>它在各处的响应</translation>
    </message>
    <message>
        <source>Output for “not a digit”</source>
        <translation>“不是数字”的输出</translation>
    </message>
    <message>
        <source>Output for {0}</source>
        <translation>{0} 的输出</translation>
    </message>
    <message>
        <source>Map {0}</source>
        <translation>特征图 {0}</translation>
    </message>
    <message>
        <source>Unit {0}</source>
        <translation>单元 {0}</translation>
    </message>
    <message>
        <source>It is silent at this drawing.</source>
        <translation>对当前手写内容没有响应。</translation>
    </message>
    <message>
        <source>It gives {0} here: place {1} of {2}.</source>
        <translation>此处输出 {0}：在 {2} 个单元中排第 {1}。</translation>
    </message>
    <message>
        <source>It comes closest to answering in the frame, the {0} × {0} pixels that it sees there: more ink on blue would bring it closer, more ink on orange take it away.</source>
        <translation>它在边框内最接近响应，那里可见 {0} × {0} 像素：蓝色处增加墨迹会更接近，橙色处增加墨迹则会更远离。</translation>
    </message>
    <message>
        <source>It slides the pattern on the right over the picture and answers where ink lies on blue and none on orange. The frame is where it answers most strongly.</source>
        <translation>它将右侧的图案在图像上滑动，在蓝色处有墨迹而橙色处没有时产生响应。边框处响应最强。</translation>
    </message>
    <message>
        <source>It answers most strongly in the frame, the {0} × {0} pixels that it sees there: more ink on blue would raise the answer, more ink on orange lower it. On the right its answers everywhere.</source>
        <translation>它在边框内响应最强，那里可见 {0} × {0} 像素：蓝色处增加墨迹会增强响应，橙色处增加墨迹会减弱响应。右侧为各处的响应。</translation>
    </message>
    <message>
        <source>It adds up the ink that lies on blue and takes off what lies on orange.</source>
        <translation>它累加蓝色处的墨迹，并减去橙色处的墨迹。</translation>
    </message>
    <message>
        <source>More ink on blue would raise it at this drawing, more ink on orange lower it.</source>
        <translation>对当前手写内容，蓝色处增加墨迹会使其升高，橙色处增加墨迹会使其降低。</translation>
    </message>
</context>
<context>
    <name>VerdictView</name>
    <message>
        <source>Draw, and the network reads along.</source>
        <translation>开始书写，网络会随之识别。</translation>
    </message>
    <message>
        <source>Read as the number {0}</source>
        <translation>读作数 {0}</translation>
    </message>
    <message>
        <source>This does not look like a digit.</source>
        <translation>这看起来不像数字。</translation>
    </message>
    <message>
        <source>Not sure: {0}, or not a digit</source>
        <translation>不确定：是 {0}，或者不是数字</translation>
    </message>
    <message>
        <source>Not sure: {0} or {1}</source>
        <translation>不确定：{0} 或 {1}</translation>
    </message>
    <message>
        <source>Read as {0}, {1} sure</source>
        <translation>识别为 {0}，置信度 {1}</translation>
    </message>
</context>
<context>
    <name>WeightsBar</name>
    <message>
        <source>Fresh Weights</source>
        <translation>全新权重</translation>
    </message>
    <message>
        <source>Forget everything and begin with the seed&apos;s weights.</source>
        <translation>忘掉一切，从这个随机种子给出的权重重新开始。</translation>
    </message>
    <message>
        <source>Weights in Use</source>
        <translation>使用中的权重</translation>
    </message>
    <message>
        <source>Learning rate</source>
        <translation>学习率</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>随机种子</translation>
    </message>
    <message>
        <source>Go on with the weights of the network that reads in the window.</source>
        <translation>改用窗口中正在识别的网络的权重。</translation>
    </message>
    <message>
        <source>The network that reads in the window is not the article&apos;s.</source>
        <translation>窗口中正在识别的不是文章里的那种网络。</translation>
    </message>
</context>
<context>
    <name>WindowMenu</name>
    <message>
        <source>&amp;Edit</source>
        <translation>编辑(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;Network</source>
        <translation>网络(&amp;N)</translation>
    </message>
    <message>
        <source>My &amp;Digits</source>
        <translation>我的数字(&amp;D)</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>文件(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>退出(&amp;Q)</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>视图(&amp;V)</translation>
    </message>
    <message>
        <source>&amp;Appearance</source>
        <translation>外观(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;As the System</source>
        <translation>跟随系统(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Light</source>
        <translation>浅色(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Dark</source>
        <translation>深色(&amp;D)</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>帮助(&amp;H)</translation>
    </message>
    <message>
        <source>&amp;Keyboard Shortcuts</source>
        <translation>键盘快捷键(&amp;K)</translation>
    </message>
    <message>
        <source>&amp;Report a Problem</source>
        <translation>报告问题(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;About Digits</source>
        <translation>关于手写数字识别(&amp;A)</translation>
    </message>
    <message>
        <source>About &amp;Qt</source>
        <translation>关于 Qt(&amp;Q)</translation>
    </message>
    <message>
        <source>About Digits</source>
        <translation>关于手写数字识别</translation>
    </message>
    <message>
        <source>Digits {0}</source>
        <translation>手写数字识别 {0}</translation>
    </message>
    <message>
        <source>Draw a digit and watch a neural network, written in NumPy alone, read it while you draw. Retrain it and see it learn. MIT licence.

The pen strokes that come with it: “Pen-Based Recognition of Handwritten Digits” by E. Alpaydin and F. Alimoglu, UCI Machine Learning Repository, CC BY 4.0.</source>
        <translation>写下一个数字，看一个只用 NumPy 编写的神经网络边写边识别。重新训练它，看它如何学习。MIT 许可证。

随附的笔画：E. Alpaydin 与 F. Alimoglu 的 “Pen-Based Recognition of Handwritten Digits”，UCI Machine Learning Repository，CC BY 4.0。</translation>
    </message>
    <message>
        <source>Built on: {0}.</source>
        <translation>基于：{0}。</translation>
    </message>
</context>
<context>
    <name>Workshop</name>
    <message>
        <source>Learn</source>
        <translation>课程</translation>
    </message>
    <message>
        <source>Microscope</source>
        <translation>显微镜</translation>
    </message>
    <message>
        <source>Build</source>
        <translation>搭建</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>比较</translation>
    </message>
    <message>
        <source>Inside</source>
        <translation>网络内部</translation>
    </message>
    <message>
        <source>Mistakes</source>
        <translation>识别错误</translation>
    </message>
    <message>
        <source>My Digits</source>
        <translation>我的数字</translation>
    </message>
</context>
<context>
    <name>Zoom</name>
    <message>
        <source>Lar&amp;ger Type</source>
        <translation>放大文字(&amp;G)</translation>
    </message>
    <message>
        <source>&amp;Smaller Type</source>
        <translation>缩小文字(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Usual Type</source>
        <translation>默认文字大小(&amp;U)</translation>
    </message>
</context>
<context>
    <name>_Comparison</name>
    <message>
        <source>{0} → {1}</source>
        <translation>{0} → {1}</translation>
    </message>
    <message>
        <source>{0} → {1} of {2}</source>
        <translation>{0} → {1} / {2}</translation>
    </message>
    <message>
        <source>{0}: before {1} right, after {2} right</source>
        <translation>{0}：之前正确 {1}，之后正确 {2}</translation>
    </message>
</context>
<context>
    <name>_TaskRow</name>
    <message>
        <source>Done</source>
        <translation>已完成</translation>
    </message>
    <message>
        <source>Not done yet</source>
        <translation>尚未完成</translation>
    </message>
</context>
<context>
    <name>nn</name>
    <message>
        <source>one whose content does not agree with its checksum: it is damaged</source>
        <translation>内容与校验和不符的文件：它已损坏</translation>
    </message>
    <message>
        <source>a network that cannot be built ({0})</source>
        <translation>无法构建的网络（{0}）</translation>
    </message>
    <message>
        <source>an .npz file of another kind</source>
        <translation>其他类型的 .npz 文件</translation>
    </message>
    <message>
        <source>{0}: this model file has format {1}, and this program knows formats up to {2}. Update the program, or choose another model file.</source>
        <translation>{0}：该模型文件的格式为 {1}，本程序最高支持格式 {2}。请更新程序，或选择其他模型文件。</translation>
    </message>
    <message>
        <source>{0}: expected a model file; found {1}. Choose another model file, or train a network anew.</source>
        <translation>{0}：应为模型文件；实际为{1}。请选择其他模型文件，或重新训练网络。</translation>
    </message>
    <message>
        <source>{0}: a report&apos;s name ends in .html or .png</source>
        <translation>{0}：报告的文件名须以 .html 或 .png 结尾</translation>
    </message>
    <message>
        <source>{0}: a stroke file without any drawings</source>
        <translation>{0}：笔画文件中没有任何手写数字</translation>
    </message>
    <message>
        <source>nothing to do: name a --sheet FILE.png or --strokes FILE.npz</source>
        <translation>无事可做：请指定 --sheet FILE.png 或 --strokes FILE.npz</translation>
    </message>
    <message>
        <source>{0}: the sheet is a PNG file, its name ends in .png</source>
        <translation>{0}：样张是 PNG 文件，文件名须以 .png 结尾</translation>
    </message>
    <message>
        <source>{0}: there is no folder {1}</source>
        <translation>{0}：没有文件夹 {1}</translation>
    </message>
    <message>
        <source>the network and the checkpoint are two files, found {0}</source>
        <translation>网络和检查点应是两个文件，实际都是 {0}</translation>
    </message>
    <message>
        <source>{0} cannot be trained on {1}: {2}</source>
        <translation>{0} 无法用 {1} 训练：{2}</translation>
    </message>
    <message>
        <source>{0}: expected the name of a file; found a folder</source>
        <translation>{0}：应为文件名；实际是文件夹</translation>
    </message>
    <message>
        <source>a training that goes on keeps its settings: leave out {0}</source>
        <translation>继续的训练沿用原来的设置：请去掉 {0}</translation>
    </message>
    <message>
        <source>No file was chosen and {0} is not set, and Keras has no MNIST cached ({1}).</source>
        <translation>没有选择文件，也没有设置 {0}，Keras 也没有缓存 MNIST（{1}）。</translation>
    </message>
    <message>
        <source>No file was chosen and {0} is not set, and Keras&apos; cached file is of no use: {1}</source>
        <translation>没有选择文件，也没有设置 {0}，而 Keras 缓存的文件无法使用：{1}</translation>
    </message>
    <message>
        <source>{0}: {1} pictures, {2} digits, {3} of each.</source>
        <translation>{0}：{1} 张图片，{2} 种数字，每种 {3} 张。</translation>
    </message>
    <message>
        <source>{0}: {1} pictures, {2} digits, {3} to {4} of each.</source>
        <translation>{0}：{1} 张图片，{2} 种数字，每种 {3} 到 {4} 张。</translation>
    </message>
    <message>
        <source>The training part has {0} images; at least 6 are needed to keep some back for validation.</source>
        <translation>训练部分有 {0} 张图像；至少需要 6 张才能留出一部分用于验证。</translation>
    </message>
    <message>
        <source>MNIST could not be downloaded: {0}. Train on the built-in digits, or choose a file that you have (Keras&apos; mnist.npz or the four IDX files).</source>
        <translation>无法下载 MNIST：{0}。请使用内置数字训练，或选择您已有的文件（Keras 的 mnist.npz 或四个 IDX 文件）。</translation>
    </message>
    <message>
        <source>what arrived is another file, such as the login page of this network</source>
        <translation>收到的是另一个文件，例如此网络的登录页面</translation>
    </message>
    <message>
        <source>the server answers with error {0}</source>
        <translation>服务器返回错误 {0}</translation>
    </message>
    <message>
        <source>the server has been silent for {0} seconds</source>
        <translation>服务器已有 {0} 秒没有响应</translation>
    </message>
    <message>
        <source>the connection broke off</source>
        <translation>连接中断</translation>
    </message>
    <message>
        <source>there is no connection to its server</source>
        <translation>无法连接到服务器</translation>
    </message>
    <message>
        <source>{0}: Keras&apos; folder of data sets cannot be written ({1}); set KERAS_HOME to a folder that can.</source>
        <translation>{0}：无法写入 Keras 的数据集文件夹（{1}）；请将 KERAS_HOME 设为可写入的文件夹。</translation>
    </message>
    <message>
        <source>training images</source>
        <translation>训练图像</translation>
    </message>
    <message>
        <source>training labels</source>
        <translation>训练标签</translation>
    </message>
    <message>
        <source>test images</source>
        <translation>测试图像</translation>
    </message>
    <message>
        <source>test labels</source>
        <translation>测试标签</translation>
    </message>
    <message>
        <source>{0}: expected MNIST as an .npz file with the arrays x_train, y_train, x_test, y_test, or a folder of the four IDX files; found {1}.</source>
        <translation>{0}：应为包含数组 x_train、y_train、x_test、y_test 的 MNIST .npz 文件，或含四个 IDX 文件的文件夹；实际为{1}。</translation>
    </message>
    <message>
        <source>training</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>test</source>
        <translation>测试</translation>
    </message>
    <message>
        <source>{0}: expected the four IDX files of MNIST; found no file of {1} ({2}, gzipped or not).</source>
        <translation>{0}：应包含 MNIST 的四个 IDX 文件；缺少{1}文件（{2}，可为 gzip 压缩）。</translation>
    </message>
    <message>
        <source>{0}: expected an IDX file of {1}; found a cut short or damaged file ({2}).</source>
        <translation>{0}：应为{1}的 IDX 文件，实际是不完整或已损坏的文件（{2}）。</translation>
    </message>
    <message>
        <source>{0}: expected an IDX file of {1}; found {2} MB, more than the {3} MB that are read.</source>
        <translation>{0}：应为{1}的 IDX 文件；实际大小为 {2} MB，超过了可读取的 {3} MB。</translation>
    </message>
    <message>
        <source>{0}: expected an IDX file of {1} (first bytes {2}); found first bytes {3}.</source>
        <translation>{0}：应为{1}的 IDX 文件（起始字节 {2}）；实际起始字节为 {3}。</translation>
    </message>
    <message>
        <source>{0}: expected an IDX file of {1}; found a file that ends within its header.</source>
        <translation>{0}：应为{1}的 IDX 文件，实际文件在文件头处就结束了。</translation>
    </message>
    <message>
        <source>{0}: expected an IDX file of {1}; found a header that promises {2} bytes.</source>
        <translation>{0}：应为{1}的 IDX 文件，实际文件头声称有 {2} 字节。</translation>
    </message>
    <message>
        <source>{0}: expected an IDX file of {1} with {2} bytes of data; found only {3}.</source>
        <translation>{0}：应为{1}的 IDX 文件，含 {2} 字节数据；实际只有 {3} 字节。</translation>
    </message>
    <message>
        <source>{0}: expected an IDX file of {1} with {2} bytes of data; found more.</source>
        <translation>{0}：应为{1}的 IDX 文件，含 {2} 字节数据；实际数据更多。</translation>
    </message>
    <message>
        <source>{0}: expected {1} images of shape {2} and type uint8; found shape {3} and type {4}.</source>
        <translation>{0}：{1}图像的形状应为 {2}、类型应为 uint8；实际形状为 {3}、类型为 {4}。</translation>
    </message>
    <message>
        <source>{0}: expected {1} {2} labels from 0 to 9; found shape {3} and type {4}.</source>
        <translation>{0}：应有 {1} 个取值 0 到 9 的{2}标签；实际形状为 {3}、类型为 {4}。</translation>
    </message>
    <message>
        <source>{0}: expected {1} {2} labels from 0 to 9; found labels from {3} to {4}.</source>
        <translation>{0}：应有 {1} 个取值 0 到 9 的{2}标签；实际标签为 {3} 到 {4}。</translation>
    </message>
    <message>
        <source>no array {0} (its arrays: {1})</source>
        <translation>缺少数组 {0} 的文件（其中的数组：{1}）</translation>
    </message>
    <message>
        <source>arrays of {0} MB, more than the {1} MB that are read</source>
        <translation>数组共 {0} MB，超过可读取的 {1} MB</translation>
    </message>
    <message>
        <source>nothing readable there ({0})</source>
        <translation>无法读取的内容（{0}）</translation>
    </message>
    <message>
        <source>a file of another kind</source>
        <translation>其他类型的文件</translation>
    </message>
    <message>
        <source>an empty file</source>
        <translation>空文件</translation>
    </message>
    <message>
        <source>a cut short or damaged file ({0})</source>
        <translation>不完整或已损坏的文件（{0}）</translation>
    </message>
    <message>
        <source>an entry {0} that is not an array</source>
        <translation>非数组的条目 {0}</translation>
    </message>
    <message>
        <source>an array {0} whose header is damaged</source>
        <translation>数组 {0} 的头部已损坏</translation>
    </message>
    <message>
        <source>an array {0} whose header and content disagree</source>
        <translation>数组 {0} 的头部与内容不符</translation>
    </message>
    <message>
        <source>an array {0} of Python objects, which are not loaded</source>
        <translation>数组 {0} 含有 Python 对象，不予加载</translation>
    </message>
    <message>
        <source>{0}: expected a stroke file with the arrays points, stroke, sample, label, source; found {1}.</source>
        <translation>{0}：应为包含数组 points、stroke、sample、label、source 的笔画文件；实际为{1}。</translation>
    </message>
    <message>
        <source>{0}: expected points of shape (P, 2); found shape {1} and type {2}.</source>
        <translation>{0}：points 的形状应为 (P, 2)；实际形状为 {1}、类型为 {2}。</translation>
    </message>
    <message>
        <source>{0}: expected finite points from -{1} to {1}; found {2} to {3}.</source>
        <translation>{0}：坐标应为 -{1} 到 {1} 的有限数；实际为 {2} 到 {3}。</translation>
    </message>
    <message>
        <source>{0}: expected labels of shape (N,); found shape {1} and type {2}.</source>
        <translation>{0}：标签的形状应为 (N,)；实际形状为 {1}、类型为 {2}。</translation>
    </message>
    <message>
        <source>{0}: expected labels from 0 to 9; found {1} to {2}.</source>
        <translation>{0}：标签应为 0 到 9；实际为 {1} 到 {2}。</translation>
    </message>
    <message>
        <source>{0}: expected one source text a label; found shape {1} and type {2}.</source>
        <translation>{0}：每个标签应有一个来源文本；实际形状为 {1}、类型为 {2}。</translation>
    </message>
    <message>
        <source>{0}: expected {1} offsets of one dimension; found {2} of type {3}.</source>
        <translation>{0}：{1} 偏移量应为一维；实际为 {2}、类型为 {3}。</translation>
    </message>
    <message>
        <source>{0}: expected {1} {2} offsets for {3} labels; found {4}.</source>
        <translation>{0}：{3} 个标签应有 {1} 个 {2} 偏移量；实际为 {4}。</translation>
    </message>
    <message>
        <source>{0}: expected {1} offsets that ascend from 0 to {2}; found {3} to {4}.</source>
        <translation>{0}：{1} 偏移量应从 0 递增到 {2}；实际为 {3} 到 {4}。</translation>
    </message>
    <message>
        <source>{0}: expected at most {1} drawings and {2} strokes; found {3} and {4}.</source>
        <translation>{0}：最多应有 {1} 个手写数字和 {2} 个笔画；实际为 {3} 和 {4}。</translation>
    </message>
    <message>
        <source>{0}: expected drawings of at most {1} strokes and {2} points; found one of {3} strokes or {4} points.</source>
        <translation>{0}：每个手写数字最多应有 {1} 个笔画和 {2} 个点；实际有一个为 {3} 个笔画或 {4} 个点。</translation>
    </message>
    <message>
        <source>{0}: expected source texts of at most {1} characters; found another.</source>
        <translation>{0}：来源文字最多应为 {1} 个字符；实际并非如此。</translation>
    </message>
    <message>
        <source>the recipe {0} learns by the article&apos;s own rule, which Keras does not have: train it without --engine keras</source>
        <translation>方案 {0} 按文章自己的规则学习，Keras 没有这种规则：请不要加 --engine keras 来训练</translation>
    </message>
    <message>
        <source>batches of {0} images cannot be shared by {1} devices evenly: use fewer of them, or change the recipe&apos;s batch size</source>
        <translation>每批 {0} 张图像无法平均分给 {1} 个设备：请减少设备，或更改方案的批量大小</translation>
    </message>
    <message>
        <source>Keras has no counterpart for the optimiser {0}</source>
        <translation>Keras 没有与优化器 {0} 对应的优化器</translation>
    </message>
    <message>
        <source>{0}: the name of a Keras model has to end in .keras</source>
        <translation>{0}：Keras 模型的文件名须以 .keras 结尾</translation>
    </message>
    <message>
        <source>Keras has no counterpart for the layer {0}</source>
        <translation>Keras 没有与层 {0} 对应的层</translation>
    </message>
    <message>
        <source>{0}: expected a Keras model; found {1}.</source>
        <translation>{0}：应为 Keras 模型；实际为：{1}。</translation>
    </message>
    <message>
        <source>{0} weights, more than the {1} that are read</source>
        <translation>{0} 个权重，超过可读取的 {1} 个</translation>
    </message>
    <message>
        <source>two parts of the same name</source>
        <translation>两个同名的部分</translation>
    </message>
    <message>
        <source>an archive without an architecture or without weights</source>
        <translation>没有结构或没有权重的存档</translation>
    </message>
    <message>
        <source>a part {0} of {1} MB, more than is read</source>
        <translation>部分 {0} 有 {1} MB，超过可读取的大小</translation>
    </message>
    <message>
        <source>no list of at most {0} layers</source>
        <translation>没有最多 {0} 层的列表</translation>
    </message>
    <message>
        <source>an architecture nested more than {0} deep</source>
        <translation>嵌套超过 {0} 层的结构</translation>
    </message>
    <message>
        <source>a quantised model, which is not read: save float32 weights</source>
        <translation>量化的模型，无法读取：请保存 float32 权重</translation>
    </message>
    <message>
        <source>a part of {0}, which is not Keras&apos; own</source>
        <translation>来自 {0} 的部分，并非 Keras 自带</translation>
    </message>
    <message>
        <source>arrays that are links, or too many of them</source>
        <translation>作为链接的数组，或数组过多</translation>
    </message>
    <message>
        <source>texts without a limit</source>
        <translation>长度不受限制的文字</translation>
    </message>
    <message>
        <source>expected a model with weights, found one that was saved before it had any</source>
        <translation>应为带有权重的模型，但该模型在具有权重之前就已保存</translation>
    </message>
    <message>
        <source>expected a model with one input and one output, found {0} and {1}</source>
        <translation>应为一个输入、一个输出的模型，但有 {0} 个输入、{1} 个输出</translation>
    </message>
    <message>
        <source>expected a model that reads 28×28 grey values, found {0}</source>
        <translation>模型的输入应为 28×28 灰度值，实际为 {0}</translation>
    </message>
    <message>
        <source>a network has at most {0} layers</source>
        <translation>网络最多有 {0} 层</translation>
    </message>
    <message>
        <source>expected a model with weights, found none</source>
        <translation>应为带权重的模型，却没有权重</translation>
    </message>
    <message>
        <source>only a softmax may follow a logarithm</source>
        <translation>对数之后只能接 softmax</translation>
    </message>
    <message>
        <source>it has {0} inputs, and {1} come</source>
        <translation>它有 {0} 个输入，而到达的有 {1} 个</translation>
    </message>
    <message>
        <source>an image has to be padded alike in both directions</source>
        <translation>图像在两个方向上的填充必须相同</translation>
    </message>
    <message>
        <source>its kernels have to be squares over all channels</source>
        <translation>它的卷积核必须是覆盖所有通道的正方形</translation>
    </message>
    <message>
        <source>its image has to be a square</source>
        <translation>它的图像必须是正方形</translation>
    </message>
    <message>
        <source>only that of a sigmoid is known here</source>
        <translation>这里只认识 sigmoid 的对数</translation>
    </message>
    <message>
        <source>its weights are of another shape than its description says</source>
        <translation>它的权重形状与描述不符</translation>
    </message>
    <message>
        <source>an image has too many values in all layers</source>
        <translation>一幅图像在所有层中的数值太多</translation>
    </message>
    <message>
        <source>a network has at most {0} parameters</source>
        <translation>网络最多有 {0} 个参数</translation>
    </message>
    <message>
        <source>flat values have to come, not an image</source>
        <translation>到达的应是展平的数值，而不是图像</translation>
    </message>
    <message>
        <source>an image has to come, with its rows, columns and channels in their order</source>
        <translation>到达的应是图像，行、列和通道次序不变</translation>
    </message>
    <message>
        <source>expected a model with 10 or 11 outputs, found {0}</source>
        <translation>模型应有 10 或 11 个输出，实际为 {0}</translation>
    </message>
    <message>
        <source>this program has no such layer</source>
        <translation>本程序没有这种层</translation>
    </message>
    <message>
        <source>nothing may follow the softmax</source>
        <translation>softmax 之后不能再有其他层</translation>
    </message>
    <message>
        <source>the model&apos;s layers cannot be used here: {0}</source>
        <translation>该模型的层无法在此使用：{0}</translation>
    </message>
    <message>
        <source>expected weights that are finite numbers, of which answers can be computed</source>
        <translation>权重应为有限的、能算出答案的数</translation>
    </message>
    <message>
        <source>It was trained on dark digits on light ground, so colours are inverted.</source>
        <translation>它是在浅底深色数字上训练的，因此颜色会反转。</translation>
    </message>
    <message>
        <source>It was trained on pixels from 0 to 255, so they are multiplied.</source>
        <translation>它是在 0 到 255 的像素上训练的，因此像素会乘上倍数。</translation>
    </message>
    <message>
        <source>It was trained on pixels around 0, from dark to light, so they are shifted.</source>
        <translation>它是在以 0 为中心的像素上训练的，因此像素会平移。</translation>
    </message>
    <message>
        <source>in this program it would give other values</source>
        <translation>在本程序中它会给出不同的数值</translation>
    </message>
    <message>
        <source>dilation and groups are not known here</source>
        <translation>不支持膨胀卷积和分组卷积</translation>
    </message>
    <message>
        <source>only channels and flat values can be normalised here</source>
        <translation>这里只能对通道和展平的数值做归一化</translation>
    </message>
    <message>
        <source>it joins {0} values, and only a chain is known here</source>
        <translation>它汇合了 {0} 路数值，而这里只认识一条链</translation>
    </message>
    <message>
        <source>channels have to come last</source>
        <translation>通道必须放在最后</translation>
    </message>
    <message>
        <source>an inverted one is not known here</source>
        <translation>这里不认识反向的排列</translation>
    </message>
    <message>
        <source>squares that overlap are not known here</source>
        <translation>不支持重叠的池化窗口</translation>
    </message>
    <message>
        <source>squares that reach over the edge are not known here</source>
        <translation>这里不支持越过边缘的方块</translation>
    </message>
    <message>
        <source>only max(x, 0) is known here</source>
        <translation>只支持 max(x, 0)</translation>
    </message>
    <message>
        <source>the activation {0} is not known here</source>
        <translation>不支持激活函数 {0}</translation>
    </message>
    <message>
        <source>{0} has to be the same in both directions</source>
        <translation>{0} 在两个方向上必须相同</translation>
    </message>
    <message>
        <source>the layer {0} ({1}) cannot be taken: {2}</source>
        <translation>无法导入层 {0}（{1}）：{2}</translation>
    </message>
    <message>
        <source>Keras cannot be used here ({0}). Install it: python -m pip install keras jax</source>
        <translation>此处无法使用 Keras（{0}）。请安装：python -m pip install keras jax</translation>
    </message>
    <message>
        <source>{0} is no part of the packaged program: install Digits with pip to use it.</source>
        <translation>打包的程序不含 {0}：要使用它，请用 pip 安装 Digits。</translation>
    </message>
    <message>
        <source>ONNX cannot be used here ({0}). Install it: python -m pip install onnx</source>
        <translation>此处无法使用 ONNX（{0}）。请安装：python -m pip install onnx</translation>
    </message>
    <message>
        <source>the layer {0} cannot be written as ONNX</source>
        <translation>层 {0} 无法写成 ONNX</translation>
    </message>
    <message>
        <source>{0}: the picture is too large; reduce it first.</source>
        <translation>{0}：图片过大，请先缩小。</translation>
    </message>
    <message>
        <source>{0}: expected a picture ({1}); found {2}.</source>
        <translation>{0}：应为图片（{1}）；实际为{2}。</translation>
    </message>
    <message>
        <source>{0}: the picture is too large ({1} × {2} pixels); reduce it first.</source>
        <translation>{0}：图片过大（{1} × {2} 像素）；请先缩小。</translation>
    </message>
    <message>
        <source>a damaged or incomplete file</source>
        <translation>损坏或不完整的文件</translation>
    </message>
    <message>
        <source>{0}: expected a digit, dark on light or light on dark; found no ink that stands out. Try a picture that shows the digit larger or with more contrast.</source>
        <translation>{0}：应为浅底深色或深底浅色的数字；没有找到明显的墨迹。请换一张数字更大或对比度更高的图片。</translation>
    </message>
    <message>
        <source>Classic</source>
        <translation>经典</translation>
    </message>
    <message>
        <source>The article&apos;s network: one hidden layer of sigmoids, one sample at a time.</source>
        <translation>文章中的网络：一个 sigmoid 隐藏层，每次学习一个样本。</translation>
    </message>
    <message>
        <source>Dense</source>
        <translation>全连接</translation>
    </message>
    <message>
        <source>One hidden layer of 256 ReLUs, softmax and batches: fewer mistakes, in seconds.</source>
        <translation>一个含 256 个 ReLU 的隐藏层、softmax 与批次：几秒钟，错误更少。</translation>
    </message>
    <message>
        <source>Convolutional</source>
        <translation>卷积</translation>
    </message>
    <message>
        <source>Convolution and dropout: it looks for pieces of strokes, wherever they are.</source>
        <translation>卷积与 dropout：无论笔画片段在哪里，都能找到。</translation>
    </message>
    <message>
        <source>Best</source>
        <translation>最佳</translation>
    </message>
    <message>
        <source>Depth, batch normalisation, bent images and digits of many countries: what we ship.</source>
        <translation>更深的网络、批归一化、扭曲的图像，以及多个国家的数字写法：即自带的网络。</translation>
    </message>
    <message>
        <source>A batch takes {0} training images and there are only {1}: choose a smaller batch.</source>
        <translation>一个批次需要 {0} 张训练图像，而只有 {1} 张：请选择更小的批大小。</translation>
    </message>
    <message>
        <source>There are too few drawings to learn from: at least {0} of {1} different digits are needed, found {2} of {3}.</source>
        <translation>可供学习的图画太少：至少需要 {0} 幅、{1} 个不同的数字，现有 {2} 幅、{3} 个数字。</translation>
    </message>
    <message>
        <source>no longer a finite number</source>
        <translation>不再是有限的数</translation>
    </message>
    <message>
        <source>The loss is {0} after {1} samples: the learning rate of {2} is too large for this network. Try a tenth of it.</source>
        <translation>学习 {1} 个样本后损失为 {0}：学习率 {2} 对这个网络太大。请试试它的十分之一。</translation>
    </message>
    <message>
        <source>A network from a file is not trained on: make a Classifier of a recipe and fit that.</source>
        <translation>来自文件的网络不能继续训练：请用方案新建一个 Classifier 再 fit。</translation>
    </message>
    <message>
        <source>There are no images to evaluate.</source>
        <translation>没有可供评估的图像。</translation>
    </message>
    <message>
        <source>This network has learned nothing yet: fit it, or load one from a file.</source>
        <translation>这个网络还什么都没学：请先 fit，或从文件加载一个。</translation>
    </message>
    <message>
        <source>There is no recipe {0}: choose one of {1}.</source>
        <translation>没有方案 {0}：请从 {1} 中选择。</translation>
    </message>
    <message>
        <source>Expected a recipe, its name or file, or a list of layers; found {0}.</source>
        <translation>应为方案、方案的名称或文件，或层的列表；实际为 {0}。</translation>
    </message>
    <message>
        <source>There are no images to validate with.</source>
        <translation>没有用于验证的图像。</translation>
    </message>
    <message>
        <source>Expected images as an array (N, {0}, {0}), (N, {0}, {0}, 1) or (N, {1}); found shape {2}. A single image is images[None].</source>
        <translation>图像应为 (N, {0}, {0})、(N, {0}, {0}, 1) 或 (N, {1}) 的数组；实际形状为 {2}。单张图像请写 images[None]。</translation>
    </message>
    <message>
        <source>Expected pixels as whole numbers from 0 to 255, or as floating-point numbers from 0 to 1; found {0}. Scale or convert them.</source>
        <translation>像素应为 0 到 255 的整数，或 0 到 1 的浮点数；实际为 {0}。请缩放或转换。</translation>
    </message>
    <message>
        <source>Expected an array, or lists that are all of the same length.</source>
        <translation>应为数组，或长度都相同的列表。</translation>
    </message>
    <message>
        <source>Expected a label for each of {0} images; found labels of shape {1}.</source>
        <translation>{0} 张图像每张应有一个标签；实际标签形状为 {1}。</translation>
    </message>
    <message>
        <source>Expected labels from 0 to {0}; found {1}. These networks read digits and no other classes.</source>
        <translation>标签应为 0 到 {0}；实际为 {1}。这些网络只识别数字，没有其他类别。</translation>
    </message>
    <message>
        <source>learning rate</source>
        <translation>学习率</translation>
    </message>
    <message>
        <source>batch size</source>
        <translation>批量大小</translation>
    </message>
    <message>
        <source>number of epochs</source>
        <translation>轮数</translation>
    </message>
    <message>
        <source>strength of the augmentation</source>
        <translation>数据增强的强度</translation>
    </message>
    <message>
        <source>seed</source>
        <translation>随机种子</translation>
    </message>
    <message>
        <source>The recipe {0} learns one image at a time: it has no batch size and no augmentation. Leave them out, or choose another recipe.</source>
        <translation>方案 {0} 每次只学习一张图像，没有批大小和图像变化：请去掉它们，或选择其他方案。</translation>
    </message>
    <message>
        <source>The setting {0} is {1}, found {2}.</source>
        <translation>设置 {0} 应为{1}，实际为 {2}。</translation>
    </message>
    <message>
        <source>The {0} is between {1} and {2}, found {3}.</source>
        <translation>{0}应在 {1} 与 {2} 之间，实际为 {3}。</translation>
    </message>
    <message>
        <source>No process could be started: {0}.</source>
        <translation>无法启动进程：{0}。</translation>
    </message>
    <message>
        <source>The disk is full: free some space and try again.</source>
        <translation>磁盘已满：请释放一些空间后重试。</translation>
    </message>
    <message>
        <source>The library of your drawings cannot be written ({0}): make the program&apos;s folder writable, or set DIGITS_HOME to another one.</source>
        <translation>您的手写数字库无法写入（{0}）：请让程序文件夹可写，或将 DIGITS_HOME 设为另一个文件夹。</translation>
    </message>
    <message>
        <source>There is no folder for the library of your drawings: {0}.</source>
        <translation>没有可存放手写数字库的文件夹：{0}。</translation>
    </message>
    <message>
        <source>Another program is using the library of your drawings: close it and try again.</source>
        <translation>另一个程序正在使用手写数字库：请将其关闭后重试。</translation>
    </message>
    <message>
        <source>The library of your drawings is damaged ({0}).</source>
        <translation>手写数字库已损坏（{0}）。</translation>
    </message>
    <message>
        <source>The library of your drawings was made by a newer version of this program: update it.</source>
        <translation>手写数字库由本程序的更新版本创建：请更新程序。</translation>
    </message>
    <message>
        <source>The drawing is too large for the library: it has {0}. Draw it with fewer strokes.</source>
        <translation>手写数字对库来说过大：它有{0}。请用更少的笔画书写。</translation>
    </message>
    <message>
        <source>The library of your drawings cannot be used ({0}): check the disk.</source>
        <translation>手写数字库无法使用（{0}）：请检查磁盘。</translation>
    </message>
    <message>
        <source>{0}: expected a stroke file with drawings; found one without any.</source>
        <translation>{0}：应为含有手写数字的笔画文件，但其中没有任何手写数字。</translation>
    </message>
    <message>
        <source>A stroke file holds at most {0} drawings: choose fewer than {1}.</source>
        <translation>笔画文件最多包含 {0} 个手写数字：请少于所选的 {1} 个。</translation>
    </message>
    <message>
        <source>{0}: this network gives no answer. {1}</source>
        <translation>{0}：此网络给不出答案。{1}</translation>
    </message>
    <message>
        <source>{0} strokes and {1} points, and at most {2} and {3} are kept</source>
        <translation>{0} 个笔画和 {1} 个点，而最多可保留 {2} 个和 {3} 个</translation>
    </message>
    <message>
        <source>Free some space and try again.</source>
        <translation>请释放一些空间后重试。</translation>
    </message>
    <message>
        <source>Choose another folder, or allow writing in this one.</source>
        <translation>请选择另一个文件夹，或允许写入此文件夹。</translation>
    </message>
    <message>
        <source>Choose another place or name.</source>
        <translation>请选择另一个位置或名称。</translation>
    </message>
    <message>
        <source>{0}×{1} is no multiple of {2}: the last rows and columns are left out.</source>
        <translation>{0}×{1} 不是 {2} 的倍数：最后的行和列会被略去。</translation>
    </message>
    <message>
        <source>Without an activation between them, two Dense layers can do no more than one.</source>
        <translation>两个 Dense 层之间没有激活函数时，作用与一层相同。</translation>
    </message>
    <message>
        <source>There is no action “{0}”; there are: {1}.</source>
        <translation>没有“{0}”这个动作；可用的有：{1}。</translation>
    </message>
    <message>
        <source>The action “{0}” knows no “{1}”; it takes: {2}.</source>
        <translation>动作“{0}”没有“{1}”这一项；它接受：{2}。</translation>
    </message>
    <message>
        <source>The action “{0}” has “{1}” twice.</source>
        <translation>动作“{0}”中“{1}”出现了两次。</translation>
    </message>
    <message>
        <source>The action “{0}” needs “{1}”.</source>
        <translation>动作“{0}”缺少“{1}”。</translation>
    </message>
    <message>
        <source>“{0}” is one of {1}, found “{2}”.</source>
        <translation>“{0}”只能是 {1} 之一，这里是“{2}”。</translation>
    </message>
    <message>
        <source>“{0}” is a number from {1} to {2}, found “{3}”.</source>
        <translation>“{0}”应为 {1} 到 {2} 之间的数，这里是“{3}”。</translation>
    </message>
    <message>
        <source>“{0}” is a whole number, found “{1}”.</source>
        <translation>“{0}”应为整数，这里是“{1}”。</translation>
    </message>
    <message>
        <source>“recipe” is one of {0}, or a recipe file (.toml); found “{1}”.</source>
        <translation>“recipe”应为 {0} 之一，或者一个方案文件（.toml），这里是“{1}”。</translation>
    </message>
    <message>
        <source>There is no file “{0}” in the lesson&apos;s folder.</source>
        <translation>这一课的文件夹里没有文件“{0}”。</translation>
    </message>
    <message>
        <source>A task has at most {0} conditions, found {1}.</source>
        <translation>一个任务最多有 {0} 个条件，这里有 {1} 个。</translation>
    </message>
    <message>
        <source>A condition compares a fact with a value, as in “accuracy &gt;= 95% and hidden_units &lt;= 20”; found “{0}”.</source>
        <translation>条件要把一个量与一个值相比较，例如“accuracy &gt;= 95% and hidden_units &lt;= 20”，这里是“{0}”。</translation>
    </message>
    <message>
        <source>There is no fact “{0}”; there are: {1}.</source>
        <translation>没有“{0}”这个量；可用的有：{1}。</translation>
    </message>
    <message>
        <source>“{0}” is compared with == or != only, found “{1}”.</source>
        <translation>“{0}”只能用 == 或 != 比较，这里是“{1}”。</translation>
    </message>
    <message>
        <source>“{0}” is on or off, found “{1}”.</source>
        <translation>“{0}”只能是 on 或 off，这里是“{1}”。</translation>
    </message>
    <message>
        <source>“{0}” is a number, found “{1}”.</source>
        <translation>“{0}”应为数，这里是“{1}”。</translation>
    </message>
    <message>
        <source>cannot be read: {0}</source>
        <translation>无法读取：{0}</translation>
    </message>
    <message>
        <source>There are no lessons (files *.md) in this folder.</source>
        <translation>这个文件夹里没有课程（*.md 文件）。</translation>
    </message>
    <message>
        <source>Only the first {0} lessons are read; there are {1}.</source>
        <translation>只读取前 {0} 课，这里共有 {1} 课。</translation>
    </message>
    <message>
        <source>The lesson has no text.</source>
        <translation>这一课没有正文。</translation>
    </message>
    <message>
        <source>a lesson has at most {0} bytes</source>
        <translation>一课最多 {0} 字节</translation>
    </message>
    <message>
        <source>The text is not UTF-8: save the file with that encoding.</source>
        <translation>文本不是 UTF-8 编码，请用该编码保存文件。</translation>
    </message>
    <message>
        <source>A lesson begins with a header between two lines “---”; found “{0}”.</source>
        <translation>课程文件以两行“---”之间的文件头开始，这里是“{0}”。</translation>
    </message>
    <message>
        <source>The header has no end: a second line “---” is missing.</source>
        <translation>文件头没有结束：缺少第二行“---”。</translation>
    </message>
    <message>
        <source>The header lacks a line “{0}: …”.</source>
        <translation>文件头缺少“{0}: …”这一行。</translation>
    </message>
    <message>
        <source>The header has lines “title: …”, “minutes: …”, “task: …”, “text: …”; found “{0}”.</source>
        <translation>文件头里只有“title: …”“minutes: …”“task: …”“text: …”这几种行，这里是“{0}”。</translation>
    </message>
    <message>
        <source>The header has “{0}” twice.</source>
        <translation>文件头里“{0}”出现了两次。</translation>
    </message>
    <message>
        <source>A lesson has at most {0} tasks.</source>
        <translation>一课最多有 {0} 个任务。</translation>
    </message>
    <message>
        <source>A line “text: …” stands below its line “task: …”.</source>
        <translation>“text: …”行要写在它的“task: …”行下面。</translation>
    </message>
    <message>
        <source>The task lacks a line “text: …” that says what to do.</source>
        <translation>这个任务缺少说明要做什么的“text: …”行。</translation>
    </message>
    <message>
        <source>“{0}” has from 1 to {1} characters, found {2}.</source>
        <translation>“{0}”应有 1 到 {1} 个字符，这里有 {2} 个。</translation>
    </message>
    <message>
        <source>“minutes” is a whole number from 1 to {0}, found “{1}”.</source>
        <translation>“minutes”应为 1 到 {0} 之间的整数，这里是“{1}”。</translation>
    </message>
    <message>
        <source>A line has at most {0} characters.</source>
        <translation>一行最多 {0} 个字符。</translation>
    </message>
    <message>
        <source>A lesson has at most {0} links and {1} signs “|”.</source>
        <translation>一课最多有 {0} 个链接和 {1} 个“|”号。</translation>
    </message>
    <message>
        <source>{0}: {1}</source>
        <translation>{0}：{1}</translation>
    </message>
    <message>
        <source>{0}, line {1}: {2}</source>
        <translation>{0}，第 {1} 行：{2}</translation>
    </message>
    <message>
        <source>{0} needs an image, and what comes here is flat already: move it further to the front.</source>
        <translation>{0} 需要图像，而到这里已经展平：请把它往前移。</translation>
    </message>
    <message>
        <source>A kernel of {0}×{0} is larger than the image of {1}×{2} that comes here: make it smaller, or pad the image.</source>
        <translation>{0}×{0} 的卷积核大于到达这里的 {1}×{2} 图像：请缩小卷积核，或填充图像。</translation>
    </message>
    <message>
        <source>Squares of {0}×{0} do not fit into the image of {1}×{2} that comes here: make them smaller.</source>
        <translation>{0}×{0} 的方格放不进到达这里的 {1}×{2} 图像：请缩小方格。</translation>
    </message>
    <message>
        <source>Dense takes flat values: put Flatten before it.</source>
        <translation>Dense 需要展平的数值：请在它前面放 Flatten。</translation>
    </message>
    <message>
        <source>A network has 1 to {0} layers, found {1}.</source>
        <translation>网络应有 1 到 {0} 层，实际为 {1} 层。</translation>
    </message>
    <message>
        <source>Batches of {0} images take too much memory here: at most {1} fit.</source>
        <translation>每批 {0} 张图像在此占用内存过多：最多 {1} 张。</translation>
    </message>
    <message>
        <source>Up to here the network has {0} parameters, more than {1}: make a layer smaller.</source>
        <translation>到这一层网络已有 {0} 个参数，超过 {1} 个：请缩小某一层。</translation>
    </message>
    <message>
        <source>Up to here an image has {0} values, more than {1}: make a layer smaller.</source>
        <translation>到这一层每张图像已有 {0} 个数值，超过 {1} 个：请缩小某一层。</translation>
    </message>
    <message>
        <source>The output sigmoid ends in the layer Sigmoid.</source>
        <translation>sigmoid 输出要以 Sigmoid 层结尾。</translation>
    </message>
    <message>
        <source>The outputs come from a Dense layer of {0} units: end in one.</source>
        <translation>输出来自含 {0} 个单元的 Dense 层：请以它结尾。</translation>
    </message>
    <message>
        <source>The outputs are {0} units, one for each class; found {1}.</source>
        <translation>输出应为 {0} 个单元，每个类别一个；实际为 {1} 个。</translation>
    </message>
    <message>
        <source>A recipe needs a name.</source>
        <translation>方案需要名称。</translation>
    </message>
    <message>
        <source>This is a text of at most {0} characters, in one line.</source>
        <translation>此处应为一行文字，最多 {0} 个字符。</translation>
    </message>
    <message>
        <source>This is a number from {0} to {1}, found {2}.</source>
        <translation>此处应为 {0} 到 {1} 之间的数，实际为 {2}。</translation>
    </message>
    <message>
        <source>A batch of {0} images has no room for real ones beside the synthesised.</source>
        <translation>每批 {0} 张图像，除合成图像外放不下真实图像。</translation>
    </message>
    <message>
        <source>{0} training images do not fill a batch of {1}: take more, or smaller batches.</source>
        <translation>{0} 张训练图像不足一批（{1} 张）：请增加图像，或减小批大小。</translation>
    </message>
    <message>
        <source>A batch of {0} images cannot be shared by {1} threads equally.</source>
        <translation>每批 {0} 张图像无法由 {1} 个线程平分。</translation>
    </message>
    <message>
        <source>The article&apos;s rule learns one hidden layer of sigmoids, both Dense layers without bias, and nothing else: change the layers, or choose batches.</source>
        <translation>文章的规则只适用于一个 sigmoid 隐藏层、两个不带偏置的 Dense 层：请更改各层，或选择按批学习的优化器。</translation>
    </message>
    <message>
        <source>The article&apos;s rule is plain: squared error, one image at a time, and no weight decay, varied images, averaging or synthesised images.</source>
        <translation>文章的规则很朴素：平方误差，每次一张图像，没有权重衰减、变化的图像、权重平均或合成图像。</translation>
    </message>
    <message>
        <source>a whole number</source>
        <translation>整数</translation>
    </message>
    <message>
        <source>a number</source>
        <translation>数</translation>
    </message>
    <message>
        <source>true or false</source>
        <translation>true 或 false</translation>
    </message>
    <message>
        <source>a text in quotes</source>
        <translation>引号中的文字</translation>
    </message>
    <message>
        <source>a table</source>
        <translation>表</translation>
    </message>
    <message>
        <source>a list of tables</source>
        <translation>表的列表</translation>
    </message>
    <message>
        <source>This is format {0}, and this program knows format {1}: update it.</source>
        <translation>这是格式 {0}，而本程序只认识格式 {1}：请更新程序。</translation>
    </message>
    <message>
        <source>layer {0}, {1}</source>
        <translation>第 {0} 层，{1}</translation>
    </message>
    <message>
        <source>recipe</source>
        <translation>方案</translation>
    </message>
    <message>
        <source>This is missing.</source>
        <translation>此项缺失。</translation>
    </message>
    <message>
        <source>This is one of {0}; found {1}.</source>
        <translation>此处应为 {0} 之一；实际为 {1}。</translation>
    </message>
    <message>
        <source>There is no such value; is it a typing error?</source>
        <translation>没有这一项；是否输入有误？</translation>
    </message>
    <message>
        <source>{0}, {1}</source>
        <translation>{0}，{1}</translation>
    </message>
    <message>
        <source>Expected {0}, found {1}.</source>
        <translation>应为{0}，实际为 {1}。</translation>
    </message>
    <message>
        <source>layer {0}</source>
        <translation>第 {0} 层</translation>
    </message>
    <message>
        <source>{0} has no such value; it has {1}.</source>
        <translation>{0} 没有这一项；它有 {1}。</translation>
    </message>
    <message>
        <source>{0}.</source>
        <translation>{0}。</translation>
    </message>
    <message>
        <source>what is no TOML ({0})</source>
        <translation>不是 TOML 的内容（{0}）</translation>
    </message>
    <message>
        <source>more than {0} kB</source>
        <translation>超过 {0} kB</translation>
    </message>
    <message>
        <source>a line of more than {0} letters</source>
        <translation>超过 {0} 个字符的一行</translation>
    </message>
    <message>
        <source>{0}: expected a recipe; found {1}. Choose another file, or save the recipe anew.</source>
        <translation>{0}：应为方案；实际为 {1}。请选择其他文件，或重新保存方案。</translation>
    </message>
    <message>
        <source>The recipe {0} cannot go on from this network, which has other layers. Choose the recipe that the network comes from.</source>
        <translation>方案 {0} 不能从这个网络继续训练，因为它的层不同。请选择这个网络所属的方案。</translation>
    </message>
    <message>
        <source>{0}: expected digits that can be told from their ground; found several things that could be meant. Cut the picture to the digits, or draw them.</source>
        <translation>{0}：应为能与背景区分开的数字；却找到了几种可能的内容。请把图片裁剪到只剩数字，或者直接画出来。</translation>
    </message>
    <message>
        <source>{0}: expected at most {1} images; found more.</source>
        <translation>{0}：最多应有 {1} 张图像；实际更多。</translation>
    </message>
    <message>
        <source>{0}: expected lines of a label and {1} pixels; found {2}.</source>
        <translation>{0}：每行应为一个标签和 {1} 个像素；实际为 {2}。</translation>
    </message>
    <message>
        <source>{0}: expected lines of a label and {1} pixels; found {2} of them.</source>
        <translation>{0}：每行应为一个标签和 {1} 个像素；这样的行只有 {2} 行。</translation>
    </message>
    <message>
        <source>{0}: expected a label and {1} pixels from 0 to 255 in line {2}; found {3} entries. A file without labels can be read and not be learned from.</source>
        <translation>{0}：第 {2} 行应为一个标签和 {1} 个 0 到 255 的像素；实际有 {3} 项。没有标签的文件可以识别，但不能用来学习。</translation>
    </message>
    <message>
        <source>{0}: expected whole numbers from 0 to 255 in line {1}; found {2}.</source>
        <translation>{0}：第 {1} 行应为 0 到 255 的整数；实际为 {2}。</translation>
    </message>
    <message>
        <source>{0}: expected at least {1} pictures in its folders 0 to 9; found {2}.</source>
        <translation>{0}：文件夹 0 到 9 中至少应有 {1} 张图片；实际有 {2} 张。</translation>
    </message>
    <message>
        <source>Among the pictures to learn from: {0}</source>
        <translation>在用来学习的图片中：{0}</translation>
    </message>
    <message>
        <source>{0}: expected a picture of a digit; found no ink.</source>
        <translation>{0}：应为一个数字的图片；没有找到墨迹。</translation>
    </message>
    <message>
        <source>{0}: expected images of {1}×{1}; found shape {2}.</source>
        <translation>{0}：应为 {1}×{1} 的图像；实际形状为 {2}。</translation>
    </message>
    <message>
        <source>{0}: expected {1} labels, one an image; found {2}.</source>
        <translation>{0}：应有 {1} 个标签，每张图像一个；实际有 {2} 个。</translation>
    </message>
    <message>
        <source>{0}: expected QMNIST&apos;s labels, eight numbers each; found another file.</source>
        <translation>{0}：应为 QMNIST 的标签，每个八个数；实际是别的文件。</translation>
    </message>
    <message>
        <source>{0}: expected images and labels to train and to test; found no file {1}-idx….</source>
        <translation>{0}：应有用于训练和测试的图像与标签；没有找到文件 {1}-idx…。</translation>
    </message>
    <message>
        <source>{0}: expected as many labels as images of {1}×{1}, {1}×{1}×1, or {2} numbers; found images of shape {3} and labels of shape {4}.</source>
        <translation>{0}：标签应与图像一样多，图像应为 {1}×{1}、{1}×{1}×1 或 {2} 个数；实际图像形状为 {3}，标签形状为 {4}。</translation>
    </message>
    <message>
        <source>{0}: expected pixels from 0 to 1 or from 0 to 255; found {1} to {2}.</source>
        <translation>{0}：像素应为 0 到 1 或 0 到 255；实际为 {1} 到 {2}。</translation>
    </message>
    <message>
        <source>{0}: expected labels from 0 to 9; found labels from {1} to {2}.</source>
        <translation>{0}：标签应为 0 到 9；实际为 {1} 到 {2}。</translation>
    </message>
    <message>
        <source>{0}: expected a name that ends in .csv, .npz, .idx or .pictures.</source>
        <translation>{0}：名称应以 .csv、.npz、.idx 或 .pictures 结尾。</translation>
    </message>
    <message>
        <source>{0} exists already: choose another name.</source>
        <translation>{0} 已存在：请换一个名称。</translation>
    </message>
    <message>
        <source>dark on light</source>
        <translation>浅底深字</translation>
    </message>
    <message>
        <source>dark on light and {0}</source>
        <translation>浅底深字，而且{0}</translation>
    </message>
    <message>
        <source>upright</source>
        <translation>端正的</translation>
    </message>
    <message>
        <source>on their side, rows for columns</source>
        <translation>行列互换、侧躺着的</translation>
    </message>
    <message>
        <source>mirrored</source>
        <translation>左右颠倒的</translation>
    </message>
    <message>
        <source>mirrored, top for bottom</source>
        <translation>上下镜像的</translation>
    </message>
    <message>
        <source>upside down</source>
        <translation>倒置的</translation>
    </message>
    <message>
        <source>turned to the left</source>
        <translation>向左转了的</translation>
    </message>
    <message>
        <source>turned to the right</source>
        <translation>向右转了的</translation>
    </message>
    <message>
        <source>on their side and upside down</source>
        <translation>侧躺并倒置的</translation>
    </message>
    <message>
        <source>The pictures are {0}: the shipped network reads {1} % of them as they are, and {2} % upright.</source>
        <translation>这些图片是{0}：照原样，自带网络能读对 {1} %；转正后能读对 {2} %。</translation>
    </message>
    <message>
        <source>{0}: expected at most {1} drawings; found more.</source>
        <translation>{0}：最多应有 {1} 幅图；实际更多。</translation>
    </message>
    <message>
        <source>{0}: expected a file of drawings; found nothing readable there ({1}).</source>
        <translation>{0}：应为含有图画的文件；那里没有可读的内容（{1}）。</translation>
    </message>
    <message>
        <source>{0}: expected drawings whose word is a digit; found none.</source>
        <translation>{0}：应有 word 为数字的图画；一幅也没有。</translation>
    </message>
    <message>
        <source>{0}: expected lines of at most {1} bytes; found a longer one.</source>
        <translation>{0}：每行最多应有 {1} 字节；有一行更长。</translation>
    </message>
    <message>
        <source>{0}: expected in line {1} a word, and a drawing as lists of x and of y; found another thing ({2}).</source>
        <translation>{0}：第 {1} 行应有 word，以及由 x 列表和 y 列表组成的 drawing；实际不是（{2}）。</translation>
    </message>
    <message>
        <source>completion needs the package shtab: pip install shtab</source>
        <translation>命令补全需要 shtab 包：pip install shtab</translation>
    </message>
    <message>
        <source>{0}: a folder without pictures; expected files that end in {1}</source>
        <translation>{0}：文件夹中没有图片；应有以 {1} 结尾的文件</translation>
    </message>
    <message>
        <source>The training began with other digits than {0}: name those by --data to go on.</source>
        <translation>训练开始时用的不是 {0} 的数字：要继续，请用 --data 指明原来的数字。</translation>
    </message>
    <message>
        <source>another content ({0})</source>
        <translation>其他内容（{0}）</translation>
    </message>
    <message>
        <source>{0}: expected the checkpoint of a training; found {1}. Choose another file, or begin the training anew.</source>
        <translation>{0}：应为训练的检查点；实际为 {1}。请选择其他文件，或重新开始训练。</translation>
    </message>
    <message>
        <source>The state of the training does not fit the recipe or the digits ({0}): go on with those that it began with.</source>
        <translation>训练的状态与方案或数字不符（{0}）：请用开始时的方案和数字继续。</translation>
    </message>
    <message>
        <source>{0}: the name of a file of this format has to end in {1}</source>
        <translation>{0}：这种格式的文件名必须以 {1} 结尾</translation>
    </message>
    <message>
        <source>{0}: what it tells of the training is damaged ({1})</source>
        <translation>{0}：其中关于训练的说明已损坏（{1}）</translation>
    </message>
    <message>
        <source>its input {0} is no constant</source>
        <translation>它的输入 {0} 不是常量</translation>
    </message>
    <message>
        <source>expected a model that reads numbers of the type float32</source>
        <translation>应为读取 float32 数值的模型</translation>
    </message>
    <message>
        <source>expected a model whose output depends on its input alone</source>
        <translation>应为输出只取决于输入的模型</translation>
    </message>
    <message>
        <source>expected a model of at most {0} operators, found {1}</source>
        <translation>模型最多应有 {0} 个算子，实际有 {1} 个</translation>
    </message>
    <message>
        <source>expected a model in one file, found weights that lie in another one</source>
        <translation>模型应在一个文件里，而权重在另一个文件里</translation>
    </message>
    <message>
        <source>expected a model of at most {0} weights</source>
        <translation>模型最多应有 {0} 个权重</translation>
    </message>
    <message>
        <source>quantised models are not read: save float32 weights</source>
        <translation>不读取量化的模型：请保存 float32 权重</translation>
    </message>
    <message>
        <source>it is none of ONNX&apos; own operators</source>
        <translation>它不是 ONNX 自己的算子</translation>
    </message>
    <message>
        <source>{0} MB, more than is read</source>
        <translation>{0} MB，超过可读取的大小</translation>
    </message>
    <message>
        <source>{0}: expected an ONNX model; found {1}.</source>
        <translation>{0}：应为 ONNX 模型；实际为 {1}。</translation>
    </message>
    <message>
        <source>only a matrix of weights is known here</source>
        <translation>这里只认识权重矩阵</translation>
    </message>
    <message>
        <source>only the mean of whole channels is known here</source>
        <translation>这里只认识整个通道的平均值</translation>
    </message>
    <message>
        <source>it was saved while it was in training</source>
        <translation>它是在训练状态下保存的</translation>
    </message>
    <message>
        <source>nothing may be divided by the values</source>
        <translation>不能用这些数值作除数</translation>
    </message>
    <message>
        <source>its numbers differ within a channel</source>
        <translation>同一通道内的数不相同</translation>
    </message>
    <message>
        <source>only zeros around an image are known here</source>
        <translation>这里只认识在图像四周补零</translation>
    </message>
    <message>
        <source>each image has to become one row</source>
        <translation>每幅图像应成为一行</translation>
    </message>
    <message>
        <source>the images of a batch have to stay apart</source>
        <translation>一批中的图像必须彼此分开</translation>
    </message>
    <message>
        <source>it has to be over the classes</source>
        <translation>它必须沿类别计算</translation>
    </message>
    <message>
        <source>more weights than are read</source>
        <translation>权重数量超过可读取的上限</translation>
    </message>
    <message>
        <source>weights without an architecture: no file of this program</source>
        <translation>没有结构的权重：不是本程序的文件</translation>
    </message>
    <message>
        <source>weights that do not fit its architecture</source>
        <translation>与其结构不符的权重</translation>
    </message>
    <message>
        <source>safetensors cannot be used here ({0}). Install it: python -m pip install safetensors</source>
        <translation>此处无法使用 safetensors（{0}）。请安装：python -m pip install safetensors</translation>
    </message>
    <message>
        <source>{0}: expected weights with the architecture of a network; found {1}.</source>
        <translation>{0}：应为带网络结构的权重；实际为 {1}。</translation>
    </message>
    <message>
        <source>--turn changes what is written: add --out NAME</source>
        <translation>--turn 改变写出的内容：请加上 --out 名称</translation>
    </message>
    <message>
        <source>{0}: expected a name for this program&apos;s own file, such as {1}; the command export writes other formats</source>
        <translation>{0}：应为本程序自己的文件名，例如 {1}；其他格式由 export 命令写出</translation>
    </message>
</context>
</TS>
